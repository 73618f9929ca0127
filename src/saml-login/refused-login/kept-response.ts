import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Arrival } from './arrival';
import type { Judgement } from './judge-response';

/** What is sealed of a refused login: what came, and how it was judged then. */
export interface KeptResponse {
  readonly arrival: Arrival;
  readonly judgement: Judgement;
}

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Several times what any form may hold and its report can be. */
const MOST_OCTETS = 8 * 1024 * 1024;

/** In octets to be sealed: compressed, since nothing is afterwards. */
export function packResponse(kept: KeptResponse): Promise<Buffer> {
  return deflate(JSON.stringify(kept));
}

/** @param packed as `packResponse` made it: what was sealed by us is read without being judged again */
export async function unpackResponse(packed: Buffer): Promise<KeptResponse> {
  const text = (await inflate(packed, { maxOutputLength: MOST_OCTETS })).toString();
  const kept = JSON.parse(text) as KeptResponse;
  return { ...kept, arrival: { ...kept.arrival, arrivedAt: new Date(kept.arrival.arrivedAt) } };
}
