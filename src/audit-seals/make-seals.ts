import type { ArrivedEvent } from '../audit/audit-stream.service';
import { hashOfEvent, hashOfEvents, hashOfSeal, type Seal } from './seal';
import type { SealKey } from './seal-keys.service';

export interface Batch {
  /** In the order of their arrival. */
  readonly events: readonly ArrivedEvent[];
  /** Exclusive. */
  readonly fromArrival: number;
  readonly toArrival: number;
}

/** One seal for each trail and month that has events in the batch, put at the end of that trail's chain. */
export function makeSeals(
  { events, fromArrival, toArrival }: Batch,
  heads: ReadonlyMap<string, Seal>,
  key: SealKey,
  sealedAt: Date,
): Seal[] {
  const last = new Map(heads);
  return [...groups(events).values()].map((group) => {
    const [first] = group;
    if (!first) throw new Error('a group of no events');
    const former = last.get(first.tenantId);
    const unsealed = {
      ...chained(former, first),
      ...spanOf(group, former?.highId),
      fromArrival,
      toArrival,
      eventsHash: hashOfEvents(group.map(hashOfEvent)),
      keyId: key.id,
      sealedAt,
    };
    const seal = { ...unsealed, hash: hashOfSeal(unsealed, key.key) };
    last.set(first.tenantId, seal);
    return seal;
  });
}

function groups(events: readonly ArrivedEvent[]): Map<string, ArrivedEvent[]> {
  const all = new Map<string, ArrivedEvent[]>();
  for (const event of events) {
    const name = `${event.tenantId} ${event.month}`;
    const group = all.get(name);
    if (group) group.push(event);
    else all.set(name, [event]);
  }
  return all;
}

function chained(former: Seal | undefined, { tenantId, month }: ArrivedEvent) {
  const formerHighMonth = former?.highMonth ?? null;
  return {
    tenantId,
    sequence: (former?.sequence ?? 0) + 1,
    month,
    formerHighMonth,
    highMonth: formerHighMonth !== null && formerHighMonth > month ? formerHighMonth : month,
    formerHash: former?.hash ?? null,
  };
}

/** Ids are of one length and lower case, as Postgres writes them: their order is that of their texts. */
function spanOf(group: readonly ArrivedEvent[], formerHighId: string | undefined) {
  const ids = group.map(({ id }) => id).sort();
  const [firstId = ''] = ids;
  const lastId = ids.at(-1) ?? '';
  const highId = formerHighId !== undefined && formerHighId > lastId ? formerHighId : lastId;
  return { firstId, lastId, highId, count: group.length };
}
