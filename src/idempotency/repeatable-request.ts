import { createHash } from 'node:crypto';
import { fieldProblem } from '../http/field-problem';
import { IDEMPOTENCY_KEY } from '../http/idempotent-route';
import type { RamRequest } from '../http/request';
import { say } from '../sentences/sentence';

/** A request that says by its key that it may come again. */
export interface RepeatableRequest {
  /** Of the tenant, the caller and the key. */
  readonly id: Buffer;
  readonly tenantId: string | null;
  /** Of the method, the path and the body. */
  readonly requestHash: Buffer;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** Throws `request.invalid` where the key is none. */
export function toRepeatableRequest(request: RamRequest, key: string): RepeatableRequest {
  if (!KEY.test(key)) {
    throw fieldProblem([
      { field: IDEMPOTENCY_KEY, message: say`must be 1 to 255 printable ASCII characters without spaces` },
    ]);
  }
  if (request.actor === undefined) throw new Error('@Idempotent() on a route without a caller');
  const tenantId = request.tenant?.id ?? null;
  return {
    id: hash([tenantId, request.actor, key]),
    tenantId,
    requestHash: hash([request.method, request.url, request.body ?? null]),
  };
}

function hash(parts: readonly unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
