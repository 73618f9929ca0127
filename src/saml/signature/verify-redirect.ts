import type { KeyObject } from 'node:crypto';
import { decodeBase64 } from '../base64';
import type { MessageName } from '../names';
import { SamlRefusal } from '../refusal';
import { requireSignatureAlgorithm, requireSigningKey } from './algorithms';
import { invalidSignature } from './refuse-signature';
import { say } from '../../sentences/sentence';

const MESSAGE_NAMES: readonly MessageName[] = ['SAMLRequest', 'SAMLResponse'];
const NAMES: readonly string[] = [...MESSAGE_NAMES, 'RelayState', 'SigAlg', 'Signature'];

/**
 * Checks the signature of the HTTP-Redirect binding over the raw octets as they came, saml-bindings 3.4.4.1.
 * @param rawQuery what follows the question mark, not decoded in any way.
 * @throws SamlRefusal `saml.signature_missing` or `saml.signature_invalid`
 */
export function verifyRedirectQuery(
  rawQuery: string,
  message: MessageName,
  keys: readonly KeyObject[],
): void {
  const parameters = readParameters(rawQuery);
  const other = MESSAGE_NAMES.find((name) => name !== message && parameters.has(name));
  if (other !== undefined) throw invalidSignature(say`${message} alone`, say`${other} beside it`);
  if (!parameters.has('Signature')) throw missing();
  const algorithm = requireSignatureAlgorithm(decode(required(parameters, 'SigAlg')));
  const signature = decodeBase64(decode(required(parameters, 'Signature')));
  if (signature === undefined) throw invalidSignature(say`a Signature in Base64`, say`something else`);
  required(parameters, message);
  const signed = [message, 'RelayState', 'SigAlg']
    .flatMap((name) => (parameters.has(name) ? [`${name}=${parameters.get(name) ?? ''}`] : []))
    .join('&');
  requireSigningKey(keys, algorithm, Buffer.from(signed, 'utf8'), signature);
}

/** Each parameter that counts, still encoded. Twice, or under an encoded name, others might read another value than we. */
function readParameters(rawQuery: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of rawQuery.split('&')) {
    const equals = pair.indexOf('=');
    const rawName = equals < 0 ? pair : pair.slice(0, equals);
    const name = decode(rawName);
    if (!NAMES.includes(name)) continue;
    if (rawName !== name) throw invalidSignature(say`the parameter name ${name} as it is`, say`${rawName}`);
    if (parameters.has(name)) throw invalidSignature(say`one parameter ${name}`, say`two`);
    parameters.set(name, equals < 0 ? '' : pair.slice(equals + 1));
  }
  return parameters;
}

function required(parameters: ReadonlyMap<string, string>, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') throw invalidSignature(say`the parameter ${name}`, say`none`);
  return value;
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw invalidSignature(say`a query that is percent-encoded UTF-8`, say`another encoding`);
  }
}

function missing(): SamlRefusal {
  return new SamlRefusal('saml.signature_missing', {
    expected: say`the parameters SigAlg and Signature`,
    actual: say`no Signature`,
    hint: say`Switch on signing of logout messages at the IdP.`,
  });
}
