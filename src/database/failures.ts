import { sqlState } from './driver-error';

/** Of Node, where no connection could be had or it broke. */
const CONNECTION_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** Connection exceptions, resources, operator intervention (shutdown, cancelled), locks, a serialisation that failed twice. */
const SQL_STATES = /^(08|53|57|25006|40001|40P01|55P03|58)/;

/** Of ours: what was asked before was not answered in time. */
export const WAITED_IN_VAIN = 'waited in vain for what was asked before';

/** `pg` and its pool have no codes for these. */
const SENTENCES = [
  'timeout exceeded when trying to connect',
  WAITED_IN_VAIN,
  'Connection terminated',
  'Client has encountered a connection error',
  'Query read timeout',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end',
];

/** Whether Postgres is there, but knows neither this user and password nor this database, or gives the user too few rights. */
export function isAccessDenied(error: unknown): boolean {
  return /^(28|3D|42501)/.test(sqlState(error) ?? '');
}

/** Whether it failed because Postgres is not there, or is too busy: not a fault of ours, and worth a later try. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== undefined) return SQL_STATES.test(code) || CONNECTION_CODES.includes(code);
  return error instanceof Error && SENTENCES.some((sentence) => error.message.includes(sentence));
}
