import { createHmac, sign, X509Certificate } from 'node:crypto';
import type { ProblemCode } from '../../../src/http/codes';
import { change } from '../../support/change';
import type { LogoutAttack, LogoutFamily } from '../support/logout-attack';
import {
  deflated,
  type LogoutStage,
  postedXml,
  requestXml,
  responseXml,
  sha256,
  signedRequest,
  sloOf,
} from '../support/logout-stage';
import {
  assertionOf,
  behindIssuer,
  digestOf,
  DSIG,
  extensions,
  resigned,
  RSA_SHA256,
  signatureOf,
  signedInfoOf,
  withoutSignature,
} from '../support/loot';
import { fieldOf, post, withBody, withField } from '../support/sent';

/** What the IdP signed for bob, who is the attacker; and what it never signed, for alice. */
const captured = (stage: LogoutStage) =>
  signedRequest(stage, requestXml(stage, { nameId: stage.loot.victim }));
const forged = (stage: LogoutStage) => requestXml(stage);

const written = (
  name: string,
  code: ProblemCode,
  write: (stage: LogoutStage) => string,
  ids?: readonly string[],
): LogoutAttack => ({
  name,
  ids,
  forge: (_, stage) => postedXml(stage, write(stage)),
  code,
});

/** An honest message, edited. */
const edited = (
  name: string,
  code: ProblemCode,
  edit: (xml: string, stage: LogoutStage) => string,
  ids?: readonly string[],
): LogoutAttack => ({
  name,
  ids,
  forge: (honest, stage) =>
    postedXml(stage, edit(Buffer.from(fieldOf(honest, 'SAMLRequest'), 'base64').toString(), stage)),
  code,
});

const UNSIGNED = ['GHSA-pcgw-qcv5-h8ch', 'CVE-2026-41669', 'CVE-2024-1735'];
const WRAPPED = ['GHSA-63ch-w8pw-4mf2'];

const exclusions: readonly LogoutAttack[] = [
  edited('unsigned', 'saml.signature_missing', withoutSignature, UNSIGNED),
  edited('with its Signature in Extensions', 'saml.signature_missing', (xml) =>
    change(withoutSignature(xml), '<saml:NameID>', `${extensions(signatureOf(xml))}<saml:NameID>`),
  ),
  edited('with its Signature in the name', 'saml.malformed', (xml) =>
    change(withoutSignature(xml), '</saml:NameID>', `${signatureOf(xml)}</saml:NameID>`),
  ),
  edited('with its Signature twice', 'saml.signature_invalid', (xml) =>
    xml.replace(signatureOf(xml), (signature) => signature + signature),
  ),
  written(
    'signed by a stranger, who brings his certificate',
    'saml.signature_invalid',
    (stage) => signedRequest(stage, forged(stage), stage.idp.strangersKeys),
    ['CVE-2020-2021'],
  ),
  written(
    'signed by SHA-1',
    'saml.signature_invalid',
    (stage) => signedRequest(stage, forged(stage), stage.idp.keys, { signatureAlgorithm: `${DSIG}rsa-sha1` }),
    ['CVE-2020-36563'],
  ),
  edited(
    'signed by HMAC with the certificate for a secret',
    'saml.signature_invalid',
    (xml, { idp }) =>
      resigned(
        xml,
        (text) =>
          createHmac('sha1', new X509Certificate(idp.keys.certificateDer).toString()).update(text).digest(),
        (info) => change(info, RSA_SHA256, `${DSIG}hmac-sha1`),
      ),
    ['CVE-2026-15013'],
  ),
];

const wrapped: readonly LogoutAttack[] = [
  written(
    'around an assertion that the IdP signed',
    'saml.signature_missing',
    (stage) =>
      change(
        forged(stage),
        '</samlp:LogoutRequest>',
        `${assertionOf(stage.loot.genuine())}</samlp:LogoutRequest>`,
      ),
    WRAPPED,
  ),
  written(
    'with Extensions around an assertion that the IdP signed',
    'saml.signature_missing',
    (stage) => behindIssuer(forged(stage), extensions(assertionOf(stage.loot.genuine()))),
    WRAPPED,
  ),
  written(
    'with the Signature of an assertion, which stands in Extensions',
    'saml.signature_invalid',
    (stage) => {
      const assertion = assertionOf(stage.loot.genuine());
      return behindIssuer(forged(stage), signatureOf(assertion) + extensions(withoutSignature(assertion)));
    },
    WRAPPED,
  ),
  written('around one that the IdP signed for the attacker', 'saml.signature_missing', (stage) =>
    change(forged(stage), '</samlp:LogoutRequest>', `${captured(stage)}</samlp:LogoutRequest>`),
  ),
  written('with the Signature of one for the attacker', 'saml.signature_invalid', (stage) =>
    behindIssuer(forged(stage), signatureOf(captured(stage))),
  ),
  written(
    'with the Signature of one for the attacker, which stands in its Object',
    'saml.signature_invalid',
    (stage) => {
      const genuine = captured(stage);
      const signature = change(
        signatureOf(genuine),
        '</Signature>',
        `<Object>${withoutSignature(genuine)}</Object></Signature>`,
      );
      return behindIssuer(forged(stage), signature);
    },
  ),
  written(
    'with the Signature and the ID of one for the attacker, which stands in Extensions',
    'saml.signature_invalid',
    (stage) => {
      const genuine = captured(stage);
      const id = / ID="[^"]*"/;
      const twin = forged(stage).replace(id, id.exec(genuine)?.[0] ?? '');
      return behindIssuer(twin, signatureOf(genuine) + extensions(withoutSignature(genuine)));
    },
  ),
  written('inside another root', 'saml.malformed', (stage) => `<x>${captured(stage)}</x>`),
  written(
    'behind one that the IdP signed for the attacker',
    'saml.malformed',
    (stage) => captured(stage) + forged(stage),
  ),
  written('an assertion that the IdP signed, in its place', 'saml.malformed', (stage) =>
    assertionOf(stage.loot.genuine()),
  ),
  written('a response that the IdP signed, in its place', 'saml.malformed', (stage) =>
    stage.loot.genuine('response'),
  ),
];

const rewritten: readonly LogoutAttack[] = [
  {
    name: 'of another name under a genuine Signature',
    forge: (_, stage) => postedXml(stage, captured(stage).replace(stage.loot.victim, stage.alice)),
    code: 'saml.signature_invalid',
  },
  {
    name: 'of another name under a genuine Signature, its digest in a comment beside the old one',
    ids: ['CVE-2025-29775'],
    forge: (_, stage) => {
      const genuine = captured(stage);
      const changed = genuine.replace(stage.loot.victim, stage.alice);
      return postedXml(
        stage,
        change(changed, '<DigestValue>', `<DigestValue><!--${sha256(withoutSignature(changed))}-->`),
      );
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'of another name under a genuine Signature, with a second SignedInfo',
    ids: ['CVE-2025-29774'],
    forge: (_, stage) => {
      const changed = captured(stage).replace(stage.loot.victim, stage.alice);
      const info = signedInfoOf(changed);
      const second = info.replace(digestOf(info), sha256(withoutSignature(changed)));
      return postedXml(stage, change(changed, info, second + info));
    },
    code: 'saml.signature_invalid',
  },
  edited('with its sessions taken out', 'saml.signature_invalid', (xml) =>
    xml.replace(/<samlp:SessionIndex>.*<\/samlp:SessionIndex>/, ''),
  ),
  edited('with another end', 'saml.signature_invalid', (xml) =>
    change(xml, ' Version="2.0"', ' Version="2.0" NotOnOrAfter="2126-01-01T00:00:00Z"'),
  ),
  edited('with another ID', 'saml.signature_invalid', (xml) => xml.replace(/ ID="[^"]*"/, ' ID="_other"')),
  edited('with another name in front', 'saml.malformed', (xml, { alice }) =>
    change(xml, '<saml:NameID>', `<saml:NameID>${alice}</saml:NameID><saml:NameID>`),
  ),
  edited(
    'with an external entity',
    'saml.malformed',
    (xml) => `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>${xml}`,
    ['CVE-2021-27736'],
  ),
];

const forms: readonly LogoutAttack[] = [
  {
    name: 'deflated',
    ids: ['CVE-2025-25293'],
    forge: (_, stage) => post(sloOf(stage), { SAMLRequest: deflated(signedRequest(stage, forged(stage))) }),
    code: 'saml.malformed',
  },
  {
    name: 'signed in a field of its own',
    ids: ['CVE-2025-31335'],
    forge: (_, stage) => {
      const xml = forged(stage);
      const text = `SAMLRequest=${xml}&SigAlg=${RSA_SHA256}`;
      const Signature = sign('sha256', Buffer.from(text), stage.loot.idpKey).toString('base64');
      const honest = postedXml(stage, xml);
      return withField(
        withField(honest, 'SigAlg', () => RSA_SHA256),
        'Signature',
        () => Signature,
      );
    },
    code: 'saml.signature_missing',
  },
  {
    name: 'beside an answer',
    ids: ['CVE-2025-27773'],
    forge: (honest, stage) =>
      withField(honest, 'SAMLResponse', () => Buffer.from(responseXml(stage)).toString('base64')),
    code: 'saml.malformed',
  },
  {
    name: 'as an answer',
    forge: (honest, stage) => post(sloOf(stage), { SAMLResponse: fieldOf(honest, 'SAMLRequest') }),
    code: 'saml.malformed',
  },
  {
    name: 'twice',
    ids: ['CVE-2025-31335'],
    forge: (honest) => withBody(honest, `${String(honest.body)}&${String(honest.body)}`),
    code: 'request.invalid',
  },
  {
    name: 'unsigned, and a signed one in the query',
    ids: ['CVE-2025-31335'],
    forge: (honest, stage) => ({
      ...postedXml(stage, forged(stage)),
      path: `${honest.path}?${String(honest.body)}`,
    }),
    code: 'saml.signature_missing',
  },
  {
    name: 'as JSON',
    forge: (honest) =>
      withBody(honest, JSON.stringify({ SAMLRequest: fieldOf(honest, 'SAMLRequest') }), 'application/json'),
    code: 'request.unsupported_media_type',
  },
  {
    name: 'in an envelope, from behind',
    forge: (honest) =>
      withBody(
        honest,
        `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${fieldOf(honest, 'SAMLRequest')}</S:Body></S:Envelope>`,
        'text/xml',
      ),
    code: 'request.unsupported_media_type',
  },
  {
    name: 'to the address where users sign out themselves, by GET',
    forge: () => ({ method: 'GET', path: '/logout', headers: {}, cookies: {} }),
    code: 'request.method_not_allowed',
  },
];

export const logoutByPost: LogoutFamily = {
  name: 'logout by HTTP-POST',
  why: 'Where logins are checked with care, logout messages are often checked by half: unsigned ones pass, or any signature of the IdP inside of them is taken for theirs. Here they go through the same verifier: a Signature of the message itself, over the whole of it, and claims out of the signed bytes alone.',
  endsSessions: true,
  from: (stage) => postedXml(stage, signedRequest(stage, requestXml(stage))),
  attacks: [...exclusions, ...wrapped, ...rewritten, ...forms],
};
