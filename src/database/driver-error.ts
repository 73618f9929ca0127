import { QueryFailedError } from 'typeorm';

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
const LOCK_NOT_AVAILABLE = '55P03';
const DISK_FULL = '53100';

/** What `pg` says of an error that Postgres reported. */
interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly severity?: string;
}

/** The SQLSTATE of an error that came from Postgres. */
export function sqlState(error: unknown): string | undefined {
  return driverError(error)?.code;
}

export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const found = driverError(error);
  return found?.code === UNIQUE_VIOLATION && found.constraint === constraint;
}

/** Of any foreign key where none is named. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  const found = driverError(error);
  if (found?.code !== FOREIGN_KEY_VIOLATION) return false;
  return constraint === undefined || found.constraint === constraint;
}

/** Whether Postgres itself reported it. What Node says of a connection that broke has a code too, and nothing of what became of what was sent. */
export function isOfPostgres(error: unknown): boolean {
  return driverError(error)?.severity !== undefined;
}

/** Whether Postgres ends the connection with it. */
export function isFatal(error: unknown): boolean {
  return driverError(error)?.severity === 'FATAL';
}

/** Nothing more can be written, though all can still be read. */
export function isDiskFull(error: unknown): boolean {
  return sqlState(error) === DISK_FULL;
}

/** A lock was not to be had within `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return sqlState(error) === LOCK_NOT_AVAILABLE;
}

function driverError(error: unknown): DriverError | undefined {
  if (error instanceof QueryFailedError) return error.driverError as DriverError;
  return typeof error === 'object' && error !== null ? error : undefined;
}
