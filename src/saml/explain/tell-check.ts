import { tell } from '../refusal';
import type { ExplainedCheck } from './explain-login';

/** A check as it came out, in English: for who asks the API, and for what is kept. */
export interface ToldCheck<Check extends string, Code extends string> {
  readonly check: Check;
  readonly result: ExplainedCheck['result'];
  readonly expected: string;
  readonly fault?: { readonly code: Code; readonly actual: string; readonly hint: string };
}

export function tellCheck<Check extends string, Code extends string>(
  explained: ExplainedCheck<Check, Code>,
): ToldCheck<Check, Code> {
  const { check, result, fault } = explained;
  const told = { check, result, expected: tell(explained.expected) };
  if (!fault) return told;
  return { ...told, fault: { code: fault.code, actual: tell(fault.actual), hint: tell(fault.hint) } };
}
