import type { IncomingMessage } from 'node:http';
import { newId } from '../secrets/ids';

export const REQUEST_ID_HEADER = 'x-request-id';
/** What a log should carry, and an address: `.` and `..` would be steps in it. */
export const REQUEST_ID = /^(?!\.\.?$)[A-Za-z0-9._-]{1,128}$/;

/** The caller's, so that his log and ours can be laid side by side, unless it is none that a log should carry. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
}
