import { createHash, createPrivateKey, createPublicKey, randomInt, randomUUID, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalize } from '../../../src/saml/xml/canonicalize';
import type { XmlElement } from '../../../src/saml/xml/element';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { attribute, childElements } from '../../../src/saml/xml/read-element';
import { findByName } from '../xmldsig';
import type { TestKeyPair } from './key-pair';
import { escapeXml } from './response-xml';

/** How one product writes its responses; see test/fixtures/idps/README.md. */
export interface IdpShape {
  readonly product: string;
  readonly signed: 'assertion' | 'response' | 'both';
  /** The entityID. */
  readonly issuer: string;
  readonly responseId: string;
  readonly assertionId: string;
  readonly sessionIndex: string;
  readonly nameIdFormat?: string;
  /** What a reader must find, apart from values that are XML. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly template: string;
}

export interface ShapeFacts {
  readonly acsUrl: string;
  readonly audience: string;
  readonly nameId: string;
  readonly requestId: string;
  readonly now: Date;
}

export interface ShapedResponse {
  readonly xml: string;
  readonly sessionIndex: string;
  readonly attributes: Record<string, string[]>;
}

type Values = Readonly<Record<string, string>> & { readonly sessionIndex: string };

const DIRECTORY = join(__dirname, '..', '..', 'fixtures', 'idps');
const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

export function readIdpShapes(): IdpShape[] {
  return readdirSync(DIRECTORY, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const read = (file: string) => readFileSync(join(DIRECTORY, name, file), 'utf8');
      const facts = JSON.parse(read('idp.json')) as Omit<IdpShape, 'template'>;
      return { ...facts, template: read('response.xml') };
    });
}

export function requireIdpShape(product: string): IdpShape {
  const shape = readIdpShapes().find((one) => one.product === product);
  if (!shape) throw new Error(`there is no shape of ${product}`);
  return shape;
}

/**
 * A response as the product would send it, signed in its own form.
 * @param edit a change of what is signed
 */
export function shapedResponse(
  shape: IdpShape,
  facts: ShapeFacts,
  keys: TestKeyPair,
  edit: (xml: string) => string = (xml) => xml,
): ShapedResponse {
  const values = valuesOf(shape, facts, keys);
  const unsigned = edit(fill(withoutLayout(shape.template), values, facts.now));
  const xml = ['Assertion', 'Response'].reduce((text, name) => signed(text, name, keys), unsigned);
  const plain = (text: string) => text.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
  return {
    xml,
    sessionIndex: values.sessionIndex,
    attributes: Object.fromEntries(
      Object.entries(shape.attributes).map(([name, all]) => [name, all.map(plain)]),
    ),
  };
}

/** Line ends of the template and the blanks behind them are for its reader; `↵` is one that the product sends. */
function withoutLayout(template: string): string {
  return template.replace(/\n\s*/g, '').replaceAll('↵', '\n');
}

function valuesOf(shape: IdpShape, facts: ShapeFacts, keys: TestKeyPair): Values {
  const [responseId, assertionId] = [random(shape.responseId), random(shape.assertionId)];
  const { n: modulus = '' } = createPublicKey(keys.privateKeyPem).export({ format: 'jwk' });
  const { acsUrl, audience, nameId, requestId } = facts;
  return {
    ...{ acsUrl, audience, nameId, requestId, responseId, assertionId },
    issuer: shape.issuer,
    sessionIndex: random(shape.sessionIndex).replace('{{assertionId}}', assertionId),
    certificate: keys.certificateDer.toString('base64'),
    modulus: Buffer.from(modulus, 'base64url').toString('base64'),
  };
}

const ALPHABETS: ReadonlyMap<string, string> = new Map([
  ['hex', '0123456789abcdef'],
  ['digits', '123456789'],
  ['capitals', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'],
  ['letters', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'],
]);

/** `{{uuid}}`, or `{{hex:32}}` and the like. */
function random(pattern: string): string {
  return pattern.replace(PLACEHOLDER, (whole, name: string) => {
    if (name === 'uuid') return randomUUID();
    const [alphabetName = '', length] = name.split(':');
    const alphabet = ALPHABETS.get(alphabetName);
    if (alphabet === undefined) return whole;
    return Array.from({ length: Number(length) }, () => alphabet[randomInt(alphabet.length)]).join('');
  });
}

/** What is signed is not known yet, and stays. */
function fill(template: string, values: Values, now: Date): string {
  return template.replace(PLACEHOLDER, (whole, placeholder: string) => {
    const [name = '', lines] = placeholder.split('|');
    const value = values[name] ?? instant(name, now);
    return value === undefined ? whole : escapeXml(inLines(value, lines)).replaceAll('&amp;#13;', '&#13;');
  });
}

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** `instant` to the millisecond, `second` without them; `instant-5m` is five minutes ago. */
function instant(name: string, now: Date): string | undefined {
  const found = /^(instant|second)(?:([+-]\d+)([smh]))?$/.exec(name);
  if (!found) return undefined;
  const [, precision, amount = '0', unit = 's'] = found;
  const text = new Date(now.getTime() + Number(amount) * (MILLISECONDS[unit] ?? 0)).toISOString();
  return precision === 'second' ? text.replace(/\.\d+/, '') : text;
}

/** `76`: in lines of 76 characters; `76&#13;`: with a carriage return at the end of each, as Java on some systems has it. */
function inLines(value: string, form: string | undefined): string {
  if (form === undefined) return value;
  const [, columns = '', end = ''] = /^(\d+)(.*)$/.exec(form) ?? [];
  return value.match(new RegExp(`.{1,${columns}}`, 'g'))?.join(`${end}\n`) ?? '';
}

/** Fills in the digest and the signature of this element, where the template has places for them. */
function signed(xml: string, name: string, keys: TestKeyPair): string {
  if (!xml.includes(`{{digest:${name}}}`)) return xml;
  const digested = xml.replace(`{{digest:${name}}}`, digestOf(signedElement(xml, name)));
  const { signedInfo } = signedElement(digested, name);
  const value = sign('sha256', Buffer.from(canonical(signedInfo)), createPrivateKey(keys.privateKeyPem));
  return digested.replace(new RegExp(`\\{\\{signature:${name}(?:\\|([^{}]+))?\\}\\}`), (_, lines?: string) =>
    inLines(value.toString('base64'), lines),
  );
}

interface SignedElement {
  readonly element: XmlElement;
  readonly signature: XmlElement;
  readonly signedInfo: XmlElement;
}

function signedElement(xml: string, name: string): SignedElement {
  const element = findByName(parseXml(xml, MESSAGE_LIMITS), name);
  const signature = element && childElements(element).find(({ localName }) => localName === 'Signature');
  const signedInfo = signature && findByName(signature, 'SignedInfo');
  if (!signedInfo) throw new Error(`there is no signed ${name} in ${xml}`);
  return { element, signature, signedInfo };
}

function digestOf({ element, signature, signedInfo }: SignedElement): string {
  const list = findByName(signedInfo, 'InclusiveNamespaces');
  const prefixes = (list && attribute(list, 'PrefixList'))?.split(' ') ?? [];
  return createHash('sha256')
    .update(canonical(element, prefixes, signature))
    .digest('base64');
}

function canonical(element: XmlElement, inclusivePrefixes: string[] = [], omit?: XmlElement): string {
  return canonicalize(element, { inclusivePrefixes, omit });
}
