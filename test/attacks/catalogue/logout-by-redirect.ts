import { createHmac, X509Certificate } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ProblemCode } from '../../../src/http/codes';
import { redirectQuery } from '../../support/idp/logout-xml';
import {
  by,
  deflated,
  type LogoutStage,
  octets,
  redirected,
  requestXml,
  responseXml,
  signedRequest,
  type SignOctets,
  sloOf,
  withSignature,
} from '../support/logout-stage';
import { get, post, type Sent } from '../support/sent';
import type { LogoutAttack, LogoutFamily } from '../support/logout-attack';
import { DSIG, RSA_SHA256 } from '../support/loot';

/** The query of an honest message, which the IdP signed, edited. */
const requeried = (
  name: string,
  code: ProblemCode,
  edit: (query: string, stage: LogoutStage) => string,
  ids?: readonly string[],
): LogoutAttack => ({
  name,
  ids,
  forge: (honest, stage) => requery(honest, (query) => edit(query, stage)),
  code,
});

const requery = ({ path }: Sent, edit: (query: string) => string): Sent => {
  const [address = '', query = ''] = path.split('?');
  return get(`${address}?${edit(query)}`);
};

/** Made for the attack as a whole, in good form but for what it says. */
const queried = (
  name: string,
  code: ProblemCode,
  write: (stage: LogoutStage) => string,
  ids?: readonly string[],
): LogoutAttack => ({ name, ids, forge: (_, stage) => get(`${sloOf(stage)}?${write(stage)}`), code });

/** Signed by the IdP itself or by what it has published, under that name. */
const signedBy = (
  name: string,
  algorithm: string,
  make: (stage: LogoutStage) => SignOctets,
  ids?: readonly string[],
): LogoutAttack =>
  queried(
    name,
    'saml.signature_invalid',
    (stage) => withSignature(octets(deflated(requestXml(stage)), { algorithm }), make(stage)),
    ids,
  );

const encodedAs = (
  name: string,
  encode: (xml: string) => string | Buffer,
  ids?: readonly string[],
): LogoutAttack =>
  queried(
    name,
    'saml.malformed',
    (stage) => {
      const value = encode(requestXml(stage));
      const text = Buffer.isBuffer(value) ? value.toString('base64') : value;
      return withSignature(octets(text), by(stage.loot.idpKey));
    },
    ids,
  );

const parameter = (query: string, name: string) =>
  new RegExp(`(?<=(?:^|&)${name}=)[^&]*`).exec(query)?.[0] ?? '';
const without = (query: string, ...names: string[]) =>
  query
    .split('&')
    .filter((pair) => !names.includes(pair.split('=')[0] ?? ''))
    .join('&');

const UNSIGNED = ['GHSA-pcgw-qcv5-h8ch', 'CVE-2026-41669', 'CVE-2024-1735'];
const CONFUSED = ['CVE-2025-27773', 'CVE-2025-31335'];
const BOMB = ['CVE-2023-26483', 'CVE-2023-28119', 'CVE-2026-40988'];

const exclusions: readonly LogoutAttack[] = [
  requeried('unsigned', 'saml.signature_missing', (query) => without(query, 'SigAlg', 'Signature'), UNSIGNED),
  requeried(
    'without its Signature',
    'saml.signature_missing',
    (query) => without(query, 'Signature'),
    UNSIGNED,
  ),
  requeried(
    'with an empty Signature',
    'saml.signature_invalid',
    (query) => `${without(query, 'Signature')}&Signature=`,
  ),
  requeried('without its algorithm', 'saml.signature_invalid', (query) => without(query, 'SigAlg')),
  requeried(
    'with an empty algorithm',
    'saml.signature_invalid',
    (query) => `${without(query, 'SigAlg')}&SigAlg=`,
  ),
  requeried(
    'with a Signature that is no Base64',
    'saml.signature_invalid',
    (query) => `${without(query, 'Signature')}&Signature=%2A`,
  ),
  queried('signed inside, as the other binding has it', 'saml.signature_missing', (stage) =>
    redirectQuery('SAMLRequest', signedRequest(stage, requestXml(stage)), undefined),
  ),
  queried('signed by a stranger', 'saml.signature_invalid', (stage) =>
    withSignature(octets(deflated(requestXml(stage))), by(stage.loot.ownKey)),
  ),
];

const parameters: readonly LogoutAttack[] = [
  {
    name: 'with RelayState put in',
    from: (stage) => redirected(stage, requestXml(stage), { relayState: null }),
    forge: (honest) => requery(honest, (query) => `${query}&RelayState=x`),
    code: 'saml.signature_invalid',
  },
  requeried('with RelayState exchanged', 'saml.signature_invalid', (query) =>
    query.replace('RelayState=state', 'RelayState=other'),
  ),
  requeried('with RelayState emptied', 'saml.signature_invalid', (query) =>
    query.replace('RelayState=state', 'RelayState='),
  ),
  requeried('with RelayState taken away', 'saml.signature_invalid', (query) => without(query, 'RelayState')),
  requeried('with RelayState twice', 'saml.malformed', (query) => `${query}&RelayState=x`, CONFUSED),
  requeried(
    'with another message in front',
    'saml.malformed',
    (query, stage) => `SAMLRequest=${other(stage)}&${query}`,
    CONFUSED,
  ),
  requeried(
    'with another message behind',
    'saml.malformed',
    (query, stage) => `${query}&SAMLRequest=${other(stage)}`,
    CONFUSED,
  ),
  requeried(
    'with another message under an encoded name',
    'saml.signature_invalid',
    (query, stage) => `${query}&SAML%52equest=${other(stage)}`,
    CONFUSED,
  ),
  requeried(
    'with a bare name of a message behind',
    'saml.malformed',
    (query) => `${query}&SAMLRequest`,
    CONFUSED,
  ),
  requeried(
    'with an answer beside it',
    'saml.malformed',
    (query, stage) => `SAMLResponse=${encodeURIComponent(deflated(responseXml(stage)))}&${query}`,
    CONFUSED,
  ),
  requeried(
    'as an answer',
    'saml.malformed',
    (query) => query.replace('SAMLRequest=', 'SAMLResponse='),
    CONFUSED,
  ),
  requeried(
    'with the algorithm twice',
    'saml.signature_invalid',
    (query) => `${query}&SigAlg=${encodeURIComponent(RSA_SHA256)}`,
    CONFUSED,
  ),
  requeried(
    'with the Signature twice',
    'saml.signature_invalid',
    (query) => `Signature=x&${query}`,
    CONFUSED,
  ),
  requeried('with the message exchanged', 'saml.signature_invalid', (query, stage) =>
    query.replace(parameter(query, 'SAMLRequest'), other(stage)),
  ),
  requeried('with a percent sign that encodes nothing', 'saml.malformed', (query) =>
    query.replace('SAMLRequest=', 'SAMLRequest=%'),
  ),
  requeried('encoded in small letters', 'saml.signature_invalid', (query) =>
    query.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ),
  requeried('encoded where it need not be', 'saml.signature_invalid', (query) =>
    query.replace('RelayState=state', 'RelayState=st%61te'),
  ),
  queried('signed in another order', 'saml.signature_invalid', ({ loot, ...stage }) => {
    const [message = '', state = '', algorithm = ''] = octets(deflated(requestXml({ loot, ...stage }))).split(
      '&',
    );
    return withSignature([state, message, algorithm].join('&'), by(loot.idpKey));
  }),
  queried('signed as it reads decoded', 'saml.signature_invalid', (stage) => {
    const query = octets(deflated(requestXml(stage)));
    const signature = by(stage.loot.idpKey)(Buffer.from(decodeURIComponent(query)));
    return `${query}&Signature=${encodeURIComponent(signature.toString('base64'))}`;
  }),
  queried('signed without its algorithm', 'saml.signature_invalid', (stage) => {
    const query = octets(deflated(requestXml(stage)));
    const signature = by(stage.loot.idpKey)(Buffer.from(without(query, 'SigAlg')));
    return `${query}&Signature=${encodeURIComponent(signature.toString('base64'))}`;
  }),
];

/** For bob, of alice’s IdP; it is worth nothing for alice. */
const other = (stage: LogoutStage) =>
  encodeURIComponent(deflated(requestXml(stage, { nameId: stage.loot.victim })));

const hmac = (hash: string) => (stage: LogoutStage) => (text: Buffer) =>
  createHmac(hash, new X509Certificate(stage.idp.keys.certificateDer).toString()).update(text).digest();
const rsa = (hash: string) => (stage: LogoutStage) => by(stage.loot.idpKey, hash);
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

const algorithms: readonly LogoutAttack[] = [
  signedBy('by SHA-1', `${DSIG}rsa-sha1`, rsa('sha1'), ['CVE-2020-36563']),
  signedBy('by MD5', `${MORE}rsa-md5`, rsa('md5'), ['CVE-2021-21474']),
  signedBy('by SHA-1 under the name of SHA-256', RSA_SHA256, rsa('sha1')),
  signedBy('by HMAC-SHA1 with the certificate for a secret', `${DSIG}hmac-sha1`, hmac('sha1'), [
    'CVE-2018-7644',
  ]),
  signedBy('by HMAC-SHA256 with the certificate for a secret', `${MORE}hmac-sha256`, hmac('sha256'), [
    'CVE-2018-7644',
  ]),
  signedBy('by an RSA key under the name of DSA', `${DSIG}dsa-sha1`, rsa('sha1'), ['CVE-2018-7711']),
  signedBy('by an RSA key under the name of ECDSA', `${MORE}ecdsa-sha256`, rsa('sha256')),
  signedBy('by an algorithm of no name', 'none', rsa('sha256')),
  signedBy('by an algorithm in capitals', RSA_SHA256.toUpperCase(), rsa('sha256')),
];

const compressions: readonly LogoutAttack[] = [
  encodedAs('not deflated', (xml) => Buffer.from(xml)),
  encodedAs('deflated with a header', (xml) => deflateSync(xml)),
  encodedAs('zipped', (xml) => gzipSync(xml)),
  encodedAs('deflated twice', (xml) => deflateRawSync(deflateRawSync(xml))),
  encodedAs('deflated and cut', (xml) => deflateRawSync(xml).subarray(0, 100), ['CVE-2014-3584']),
  encodedAs(
    'thirty million blanks, deflated',
    (xml) => deflateRawSync(' '.repeat(30_000_000) + xml, { level: 1 }),
    BOMB,
  ),
  encodedAs('in base64url', (xml) =>
    deflated(`${xml}<!--${'~'.repeat(99)}-->`)
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  ),
  encodedAs('in UTF-16', (xml) => deflateRawSync(Buffer.from(`\ufeff${xml}`, 'utf16le'))),
  encodedAs('empty', () => ''),
];

const carriers: readonly LogoutAttack[] = [
  {
    name: 'the signed query, with an empty form',
    ids: ['CVE-2025-31335'],
    forge: ({ path }) => post(path, {}),
    code: 'saml.malformed',
  },
  {
    name: 'the signed query, with an unsigned form',
    ids: ['CVE-2025-31335'],
    forge: ({ path }, stage) =>
      post(path, { SAMLRequest: Buffer.from(requestXml(stage)).toString('base64') }),
    code: 'saml.signature_missing',
  },
  {
    name: 'the signed query as a form',
    forge: ({ path }) => {
      const [address = '', query = ''] = path.split('?');
      return post(address, Object.fromEntries(new URLSearchParams(query)));
    },
    code: 'saml.malformed',
  },
];

export const logoutByRedirect: LogoutFamily = {
  name: 'logout by HTTP-Redirect',
  why: 'The signature is over octets of a query, not over the message: who decodes them before he checks, or takes a parameter from elsewhere than from what was signed, ends sessions for strangers. Here the raw query is read once, each parameter that counts may come once, and only what was signed is believed.',
  endsSessions: true,
  from: (stage) => redirected(stage, requestXml(stage)),
  attacks: [...exclusions, ...parameters, ...algorithms, ...compressions, ...carriers],
};
