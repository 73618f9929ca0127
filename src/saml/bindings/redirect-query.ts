import { malformed } from '../malformed';
import type { MessageName } from '../names';
import { say } from '../../sentences/sentence';

export interface RedirectMessage {
  readonly name: MessageName;
  /** Deflated, in Base64. */
  readonly value: string;
  readonly relayState?: string;
}

/** The query of a message without its signature: what a signature covers but for SigAlg (saml-bindings 3.4.4.1). */
export function writeRedirectQuery({ name, value, relayState }: RedirectMessage): string {
  const query = `${name}=${encodeURIComponent(value)}`;
  return relayState === undefined ? query : `${query}&RelayState=${encodeURIComponent(relayState)}`;
}

/**
 * A parameter out of a raw query, percent-decoded. Read from the very text whose octets the signature covers (saml-bindings
 * 3.4.4.1), so a name may come once only: of two, the one that was signed could be the other.
 */
export function findQueryParameter(rawQuery: string, name: string): string | undefined {
  const values = rawQuery
    .split('&')
    .filter((pair) => pair === name || pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  if (values.length > 1) throw malformed(say`${name} once in the query`, say`${values.length} times`);
  const [value] = values;
  if (value === undefined) return undefined;
  try {
    // A plus sign stays one: here it is Base64's, left bare by some IdPs, and never a blank.
    return decodeURIComponent(value);
  } catch {
    throw malformed(say`${name} percent-encoded`, say`a percent sign that encodes no UTF-8`);
  }
}
