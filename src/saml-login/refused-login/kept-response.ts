import { packJson, unpackJson } from '../packed-json';
import type { Arrival } from './arrival';
import type { Judgement } from './judge-response';

/** What is sealed of a refused login: what came, and how it was judged then. */
export interface KeptResponse {
  readonly arrival: Arrival;
  readonly judgement: Judgement;
}

export function packResponse(kept: KeptResponse): Promise<Buffer> {
  return packJson(kept);
}

/** @param packed as `packResponse` made it */
export async function unpackResponse(packed: Buffer): Promise<KeptResponse> {
  const kept = (await unpackJson(packed)) as KeptResponse;
  return { ...kept, arrival: { ...kept.arrival, arrivedAt: new Date(kept.arrival.arrivedAt) } };
}
