import { randomInt, randomUUID } from 'node:crypto';

let lastMillisecond = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562, 5.7): ids sort by the time they were made, and within a process never go back (method 1 of 6.2: the twelve
 * bits after the time count within a millisecond).
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    sequence = randomInt(0x800);
  } else if (++sequence > 0xfff) {
    lastMillisecond += 1;
    sequence = 0;
  }
  const time = lastMillisecond.toString(16).padStart(12, '0');
  const count = sequence.toString(16).padStart(3, '0');
  // The variant and 62 random bits, which stand at the same place in a UUIDv4; Node takes the system's random bytes in batches for it.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${randomUUID().slice(19)}`;
}

/** Whether Postgres would take the text for a uuid as we write them. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
