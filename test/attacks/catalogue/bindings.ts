import { createHmac, sign, X509Certificate } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ProblemCode } from '../../../src/http/codes';
import { redirectQuery } from '../../support/idp/logout-xml';
import type { HttpAttack, HttpAttackFamily } from '../support/http-attack';
import { type LoginStage, posted, unsolicited } from '../support/login-stage';
import { beforeStatus, RSA_SHA256 } from '../support/loot';
import { fieldOf, FORM, get, type Sent, wire, withBody, withField, withHeaders } from '../support/sent';

type BindingAttack = HttpAttack<LoginStage>;

const RESPONSE = 'SAMLResponse';

/** The field SAMLResponse, as Base64, written in another way. */
const rewritten = (
  name: string,
  edit: (base64: string) => string,
  ids?: readonly string[],
): BindingAttack => ({
  name,
  ids,
  forge: (honest) => withField(honest, RESPONSE, edit),
  code: 'saml.malformed',
});

/** The bytes under the Base64, in another encoding or compression. */
const recoded = (name: string, encode: (xml: string) => Buffer, ids?: readonly string[]): BindingAttack =>
  rewritten(name, (base64) => encode(xmlOf(base64)).toString('base64'), ids);

const sent = (
  name: string,
  code: ProblemCode,
  forge: BindingAttack['forge'],
  ids?: readonly string[],
): BindingAttack => ({ name, ids, forge, code });

const xmlOf = (base64: string) => Buffer.from(base64, 'base64').toString();
/** Long enough for two characters of padding. */
const padded = (base64: string) => {
  const xml = xmlOf(base64);
  return Buffer.from(xml + ' '.repeat((4 - (Buffer.byteLength(xml) % 3)) % 3)).toString('base64');
};
const forgedField = ({ loot }: LoginStage) => Buffer.from(loot.forged()).toString('base64');
const encoded = (text: string) => encodeURIComponent(text);

const OTHER_ENCODING = 'Grüße aus Köln';
const withUmlauts = (xml: string) => beforeStatus(xml, `<!-- ${OTHER_ENCODING} -->`);
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const utf32le = (text: string) =>
  Buffer.from(new Uint32Array(Array.from(text, (c) => c.codePointAt(0) ?? 0)).buffer);
const utf7 = (xml: string) => Buffer.from(xml.replaceAll('<', '+ADw-').replaceAll('>', '+AD4-'));
const overlong = (xml: string) =>
  Buffer.from(xml.replace('<saml:Issuer', '\u00c0\u00bcsaml:Issuer'), 'latin1');

const base64: readonly BindingAttack[] = [
  rewritten('a character that is none of Base64', (text) => `${text.slice(0, 100)}*${text.slice(100)}`),
  rewritten('a NUL', (text) => `${text}\0`),
  rewritten('a no-break space', (text) => `${text.slice(0, 100)}\u00a0${text.slice(100)}`),
  rewritten('the alphabet of base64url', (text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  rewritten('no padding', (text) => padded(text).replaceAll('=', '')),
  rewritten('half of its padding', (text) => padded(text).slice(0, -1)),
  rewritten('more padding than it needs', (text) => `${padded(text)}==`),
  rewritten('bits behind the end', (text) => padded(text).replace(/.==$/, 'B==')),
  rewritten('a line of another message behind the padding', (text) => padded(text) + text),
  rewritten('cut in the middle', (text) => text.slice(0, text.length / 2), [
    'CVE-2023-32706',
    'CVE-2023-40593',
  ]),
  rewritten('Base64 twice', (text) => Buffer.from(text).toString('base64')),
  rewritten('the address of the data', (text) => `data:text/xml;base64,${text}`),
  rewritten('percent-encoded twice', encoded),
  rewritten('no Base64 at all', xmlOf),
  recoded('deflated, as the other binding has it', (xml) => deflateRawSync(xml), ['CVE-2025-25293']),
  recoded('a deflated message that is cut', (xml) => deflateRawSync(xml).subarray(0, 200), ['CVE-2014-3584']),
  recoded('deflated with a header', (xml) => deflateSync(xml), ['CVE-2025-25293']),
  recoded('zipped', (xml) => gzipSync(xml), ['CVE-2025-25293']),
  recoded(
    'thirty million blanks, deflated',
    (xml) => deflateRawSync(Buffer.concat([Buffer.alloc(30_000_000, ' '), Buffer.from(xml)]), { level: 1 }),
    ['CVE-2025-25293', 'CVE-2023-26483', 'CVE-2023-28119'],
  ),
  recoded('UTF-16', (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le')),
  recoded('UTF-16, the other way round', (xml) => utf16be(`\ufeff${xml}`)),
  recoded('UTF-16 without a mark', (xml) => Buffer.from(xml, 'utf16le')),
  recoded('UTF-32', (xml) => utf32le(`\ufeff${xml}`)),
  recoded('UTF-7', utf7),
  recoded('Latin 1', (xml) => Buffer.from(withUmlauts(xml), 'latin1')),
  recoded('a < of two bytes', overlong),
];

const places: readonly BindingAttack[] = [
  sent(
    'the field twice',
    'request.invalid',
    (honest) => withBody(honest, twice(honest, fieldOf(honest, RESPONSE))),
    ['CVE-2025-31335'],
  ),
  sent('a forged field in front', 'request.invalid', (honest, stage) =>
    withBody(honest, `${RESPONSE}=${encoded(forgedField(stage))}&${bodyOf(honest)}`),
  ),
  sent('a forged field behind', 'request.invalid', (honest, stage) =>
    withBody(honest, twice(honest, forgedField(stage))),
  ),
  sent('a forged field under an encoded name', 'request.invalid', (honest, stage) =>
    withBody(honest, `SAML%52esponse=${encoded(forgedField(stage))}&${bodyOf(honest)}`),
  ),
  sent(
    'RelayState twice',
    'request.invalid',
    (honest) => withBody(honest, `${bodyOf(honest)}&RelayState=/a&RelayState=/b`),
    ['CVE-2025-31335'],
  ),
  sent(
    'a forged field and a genuine one in the query',
    'saml.signature_missing',
    (honest, stage) => ({
      ...withField(honest, RESPONSE, () => forgedField(stage)),
      path: `${honest.path}?${bodyOf(honest)}`,
    }),
    ['CVE-2025-31335'],
  ),
  sent(
    'in the query alone',
    'saml.malformed',
    (honest) => ({
      ...withBody(honest, ''),
      path: `${honest.path}?${bodyOf(honest)}`,
    }),
    ['CVE-2025-31335'],
  ),
  sent('in a cookie', 'saml.malformed', (honest) => ({
    ...withBody(honest, 'RelayState=x'),
    cookies: { [RESPONSE]: fieldOf(honest, RESPONSE) },
  })),
  sent('behind a semicolon', 'saml.malformed', (honest) =>
    withBody(honest, `RelayState=x;${bodyOf(honest)}`),
  ),
  ...[
    'samlresponse',
    'SAMLRESPONSE',
    'SAMLResponse ',
    'SAMLResponse[]',
    'SAMLResponse[0]',
    'SAMLResponse.0',
    'SAMLResponse\0',
    '__proto__[SAMLResponse]',
    'constructor[prototype][SAMLResponse]',
    'SAMLRequest',
  ].map((name) => renamed(name)),
  renamed('wresult', ['CVE-2022-23505']),
  sent('a field of the name __proto__', 'request.invalid', (honest) =>
    withBody(honest, `${bodyOf(honest)}&__proto__=x`),
  ),
  sent('fifty fields more', 'request.invalid', (honest) =>
    withBody(honest, bodyOf(honest) + Array.from({ length: 50 }, (_, n) => `&f${n}=`).join('')),
  ),
  sent('a form of more than 512 KiB', 'request.too_large', (honest) =>
    withBody(honest, `${bodyOf(honest)}&x=${'A'.repeat(512 * 1024)}`),
  ),
  sent(
    'a message of two MiB',
    'request.too_large',
    (honest) => withField(honest, RESPONSE, (text) => text + 'A'.repeat(2 * 1024 * 1024)),
    ['CVE-2025-54572'],
  ),
];

function renamed(name: string, ids?: readonly string[]): BindingAttack {
  return {
    name: `under the name ${JSON.stringify(name)}`,
    ids,
    forge: (honest) => withBody(honest, `${encoded(name)}=${encoded(fieldOf(honest, RESPONSE))}`),
    code: name.includes('\0') ? 'request.invalid' : 'saml.malformed',
  };
}

const types: readonly BindingAttack[] = [
  sent('as JSON', 'request.unsupported_media_type', (honest) =>
    withBody(honest, JSON.stringify({ [RESPONSE]: fieldOf(honest, RESPONSE) }), 'application/json'),
  ),
  sent('as a form of several parts', 'request.unsupported_media_type', (honest) => {
    const part = `Content-Disposition: form-data; name="${RESPONSE}"\r\n\r\n${fieldOf(honest, RESPONSE)}`;
    return withBody(honest, `--b\r\n${part}\r\n--b--\r\n`, 'multipart/form-data; boundary=b');
  }),
  sent('as text, which any page may post', 'request.unsupported_media_type', (honest) =>
    withBody(honest, bodyOf(honest), 'text/plain'),
  ),
  sent('as XML', 'request.unsupported_media_type', (honest) =>
    withBody(honest, xmlOf(fieldOf(honest, RESPONSE)), 'application/xml'),
  ),
  sent(
    'in an envelope for an enhanced client',
    'request.unsupported_media_type',
    (honest) =>
      withHeaders(
        withBody(
          honest,
          `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${xmlOf(fieldOf(honest, RESPONSE))}</S:Body></S:Envelope>`,
          'application/vnd.paos+xml',
        ),
        { accept: 'application/json, application/vnd.paos+xml', paos: 'ver="urn:liberty:paos:2003-08"' },
      ),
    ['CVE-2019-3878'],
  ),
  sent('without a type', 'request.unsupported_media_type', (honest) => withBody(honest, bodyOf(honest), '')),
  sent('a form in UTF-16, which it says', 'request.invalid', (honest) =>
    withBody(honest, Buffer.from(bodyOf(honest), 'utf16le'), `${FORM}; charset=utf-16le`),
  ),
  sent('zipped, which it says', 'request.invalid', (honest) =>
    withHeaders(withBody(honest, gzipSync(bodyOf(honest))), { 'content-encoding': 'gzip' }),
  ),
];

const otherBindings: readonly BindingAttack[] = [
  ...['GET', 'PUT', 'PATCH', 'DELETE'].map((method) =>
    sent(`by ${method}, and a wish that it be a POST`, 'request.method_not_allowed', (honest) => ({
      ...withHeaders(honest, { 'x-http-method-override': 'POST', 'x-method-override': 'POST' }),
      method,
      path: `${honest.path}?_method=POST`,
      body: method === 'GET' ? undefined : honest.body,
    })),
  ),
  sent(
    'by HTTP-Redirect, signed by the IdP',
    'request.method_not_allowed',
    ({ path }, stage) => get(`${path}?${redirectQuery('SAMLResponse', stage.loot.forged(), stage.idp.keys)}`),
    ['CVE-2025-40758'],
  ),
  sent(
    'a query as of HTTP-Redirect, signed by the IdP, with an empty form',
    'saml.malformed',
    (honest, stage) => ({
      ...withBody(honest, ''),
      path: `${honest.path}?${redirectQuery('SAMLResponse', stage.loot.forged(), stage.idp.keys)}`,
    }),
    ['CVE-2025-40758', 'CVE-2025-31335'],
  ),
  sent(
    'a form as of HTTP-Redirect, signed by the IdP',
    'saml.malformed',
    (honest, stage) => withBody(honest, redirectQuery('SAMLResponse', stage.loot.forged(), stage.idp.keys)),
    ['CVE-2025-40758'],
  ),
  sent(
    'by HTTP-POST-SimpleSign, signed by the IdP',
    'saml.signature_missing',
    (honest, stage) =>
      simpleSigned(honest, stage, (octets) => sign('sha256', octets, stage.loot.idpKey), RSA_SHA256),
    ['CVE-2025-31335'],
  ),
  sent(
    'by HTTP-POST-SimpleSign, with the certificate of the IdP for a secret',
    'saml.signature_missing',
    (honest, stage) => {
      const secret = new X509Certificate(stage.idp.keys.certificateDer).toString();
      const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
      return simpleSigned(
        honest,
        stage,
        (octets) => createHmac('sha1', secret).update(octets).digest(),
        hmac,
      );
    },
    ['CVE-2018-7644'],
  ),
  sent('by HTTP-Artifact', 'saml.malformed', (honest) => withBody(honest, `SAMLart=${encoded(artifact())}`), [
    'CVE-2026-49283',
  ]),
  sent('by HTTP-Artifact, in the query', 'request.method_not_allowed', ({ path }) =>
    get(`${path}?SAMLart=${encoded(artifact())}`),
  ),
];

/** saml-bindings-simplesign 2.5: the signature is over the message itself, and stands in a field of its own. */
function simpleSigned(
  honest: Sent,
  stage: LoginStage,
  make: (octets: Buffer) => Buffer,
  algorithm: string,
): Sent {
  const message = stage.loot.forged();
  const signature = make(Buffer.from(`SAMLResponse=${message}&SigAlg=${algorithm}`)).toString('base64');
  const { body = '' } = posted(stage, message);
  return withBody(honest, `${body.toString()}&SigAlg=${encoded(algorithm)}&Signature=${encoded(signature)}`);
}

/** saml-bindings 3.6.4: of type 4, to be resolved at the first address of a source that is not known. */
const artifact = () => Buffer.concat([Buffer.from([0, 4, 0, 0]), Buffer.alloc(40, 7)]).toString('base64');

const onTheWire = (honest: Sent, more?: Record<string, string>): Sent => ({
  ...honest,
  bytes: wire(honest, more),
});
const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const inChunks = (honest: Sent): Sent => {
  const body = chunked(bodyOf(honest));
  return onTheWire({ ...honest, body }, { 'transfer-encoding': 'chunked' });
};
const fromWire = (stage: LoginStage) => inChunks(unsolicited(stage));

const connections: readonly BindingAttack[] = [
  {
    name: 'a second message behind the last chunk',
    from: fromWire,
    forge: (honest, stage) => ({
      ...honest,
      bytes: `${honest.bytes ?? ''}${RESPONSE}=${encoded(forgedField(stage))}\r\n\r\n`,
    }),
    code: 'request.invalid',
  },
  {
    name: 'in chunks and with a length',
    from: fromWire,
    forge: (honest) => onTheWire(honest, { 'content-length': '5', 'transfer-encoding': 'chunked' }),
    code: 'request.invalid',
  },
  {
    name: 'in chunks that are called so twice',
    from: fromWire,
    forge: (honest) => onTheWire(honest, { 'transfer-encoding': 'chunked, identity' }),
    code: 'request.invalid',
  },
  {
    name: 'in a trailer',
    from: fromWire,
    forge: (honest) =>
      onTheWire(
        { ...honest, body: `3\r\na=b\r\n0\r\n${RESPONSE}: ${fieldOf(honest, RESPONSE)}\r\n\r\n` },
        { 'transfer-encoding': 'chunked', trailer: RESPONSE },
      ),
    code: 'saml.malformed',
  },
  {
    name: 'broken off',
    ids: ['CVE-2016-2145'],
    from: (stage) => onTheWire(unsolicited(stage)),
    forge: (honest) => ({ ...honest, bytes: honest.bytes?.slice(0, -1000), isCut: true }),
    code: 'request.invalid',
  },
];

const bodyOf = ({ body = '' }: Sent) => body.toString();
const twice = (honest: Sent, value: string) => `${bodyOf(honest)}&${RESPONSE}=${encoded(value)}`;

export const bindings: HttpAttackFamily<LoginStage> = {
  name: 'bindings',
  why: 'Around the message there are Base64, a form, a content type and a connection, and two readers of any of them may find two messages: the one that is checked, and the one that is believed. Here a response comes by HTTP-POST alone, in one field of one form, in strict Base64 of UTF-8; whatever else a request carries is not looked at.',
  from: unsolicited,
  attacks: [...base64, ...places, ...types, ...otherBindings, ...connections],
};
