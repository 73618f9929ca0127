import { createHash, createHmac } from 'node:crypto';
import type { ArrivedEvent } from '../audit/audit-stream.service';

/** A seal as it is reckoned with. */
export interface Seal {
  readonly tenantId: string;
  readonly sequence: number;
  readonly month: string;
  readonly highMonth: string;
  readonly formerHighMonth: string | null;
  readonly fromArrival: number;
  readonly toArrival: number;
  readonly firstId: string;
  readonly lastId: string;
  readonly highId: string;
  readonly count: number;
  readonly eventsHash: Buffer;
  readonly formerHash: Buffer | null;
  readonly hash: Buffer;
  readonly keyId: string;
  readonly sealedAt: Date;
}

export type UnsealedSeal = Omit<Seal, 'hash'>;

/** All of an event, in one way only: another one has another text. */
function canonical(event: ArrivedEvent): string {
  const { tenantId, id, arrival, time, type, actor, userName, userNameKey, outcome, code } = event;
  const { ip, requestId, details } = event;
  const who = [actor, userName, userNameKey];
  return JSON.stringify([tenantId, id, arrival, time, type, ...who, outcome, code, ip, requestId, details]);
}

export function hashOfEvent(event: ArrivedEvent): Buffer {
  return createHash('sha256').update(canonical(event)).digest();
}

/** @param hashes of the events, in the order of their arrival */
export function hashOfEvents(hashes: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(hashes)).digest();
}

/** Who has the database alone can not make it, since the key is sealed there. */
export function hashOfSeal(seal: UnsealedSeal, key: Buffer): Buffer {
  const { tenantId, sequence, month, highMonth, formerHighMonth, fromArrival, toArrival } = seal;
  const { firstId, lastId, highId, count, eventsHash, formerHash, keyId, sealedAt } = seal;
  const place = [tenantId, sequence, month, highMonth, formerHighMonth];
  const range = [fromArrival, toArrival, firstId, lastId, highId, count];
  const chain = [eventsHash.toString('hex'), formerHash?.toString('hex') ?? null];
  const text = JSON.stringify([
    'ram-sso audit seal',
    ...place,
    ...range,
    ...chain,
    keyId,
    sealedAt.toISOString(),
  ]);
  return createHmac('sha256', key).update(text).digest();
}
