import { packJson, unpackJson } from '../packed-json';
import type { Arrival } from './arrival';
import type { Sentence } from '../../sentences/sentence';
import type { JudgedCheck, Judgement } from './judge-response';

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
  const arrival = { ...kept.arrival, arrivedAt: new Date(kept.arrival.arrivedAt) };
  return { arrival, judgement: readJudgement(kept.judgement) };
}

/** Earlier versions kept what they told as text. */
type Kept = Sentence | string;

function readJudgement(kept: Judgement): Judgement {
  const { checks, user } = kept;
  return {
    ...kept,
    checks: checks.map(readCheck),
    user: user && { ...user, source: asSentence(user.source) },
  };
}

function readCheck(kept: JudgedCheck): JudgedCheck {
  const { fault } = kept;
  const expected = asSentence(kept.expected);
  if (!fault) return { ...kept, expected };
  const told = { actual: asSentence(fault.actual), hint: asSentence(fault.hint) };
  return { ...kept, expected, fault: { ...fault, ...told } };
}

function asSentence(kept: Kept): Sentence {
  return typeof kept === 'string' ? { text: kept, values: [] } : kept;
}
