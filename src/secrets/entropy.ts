import { randomBytes } from 'node:crypto';

const POOL_BYTES = 4096;

let pool = Buffer.alloc(0);
let used = 0;

/** Of the system's generator, which is asked for some at a time: to ask costs more than the bytes. What was handed out is not kept. */
export function takeRandomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    pool = randomBytes(Math.max(POOL_BYTES, count));
    used = 0;
  }
  const end = used + count;
  const taken = Buffer.from(pool.subarray(used, end));
  pool.fill(0, used, end);
  used = end;
  return taken;
}
