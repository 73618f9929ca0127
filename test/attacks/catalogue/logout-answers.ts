import { change } from '../../support/change';
import type { ProblemCode } from '../../../src/http/codes';
import { signXml } from '../../support/idp/sign-xml';
import { minutesAfter } from '../../support/idp/response-plan';
import type { LogoutAttack, LogoutFamily } from '../support/logout-attack';
import {
  by,
  deflated,
  type LogoutStage,
  octets,
  postedXml,
  redirected,
  requestXml,
  responseXml,
  sloOf,
  withSignature,
} from '../support/logout-stage';
import { assertionOf, withoutSignature } from '../support/loot';
import { get } from '../support/sent';

const answered = (stage: LogoutStage, xml = responseXml(stage), relayState: string | null = null) =>
  redirected(stage, xml, { name: 'SAMLResponse', relayState });

const signed = (stage: LogoutStage, xml = responseXml(stage)) =>
  signXml(xml, 'LogoutResponse', stage.idp.keys);

const written = (name: string, code: ProblemCode, write: (stage: LogoutStage) => string): LogoutAttack => ({
  name,
  forge: (_, stage) => answered(stage, write(stage)),
  code,
});

/** It goes on to our own first page, wherever RelayState points. */
const relayed = (relayState: string, ids?: readonly string[]): LogoutAttack => ({
  name: `that would go on to ${JSON.stringify(relayState)}`,
  ids,
  forge: (_, stage) => answered(stage, undefined, relayState),
  code: undefined,
});

const RETURN_TO = ['CVE-2019-3877', 'CVE-2019-13038', 'CVE-2021-3639'];

export const logoutAnswers: LogoutFamily = {
  name: 'answers to a logout',
  why: 'An answer ends nothing, but it goes on to somewhere: where RelayState says where, anybody’s link leads through us to his page. Here an answer has to be signed as a request has, and goes on to our own first page.',
  endsSessions: false,
  from: (stage) => answered(stage),
  attacks: [
    {
      name: 'unsigned',
      ids: ['GHSA-pcgw-qcv5-h8ch'],
      forge: (_, stage) =>
        get(`${sloOf(stage)}?SAMLResponse=${encodeURIComponent(deflated(responseXml(stage)))}`),
      code: 'saml.signature_missing',
    },
    {
      name: 'signed by a stranger',
      forge: (_, stage) =>
        get(
          `${sloOf(stage)}?${withSignature(octets(deflated(responseXml(stage)), { name: 'SAMLResponse' }), by(stage.loot.ownKey))}`,
        ),
      code: 'saml.signature_invalid',
    },
    {
      name: 'beside a request',
      ids: ['CVE-2025-27773'],
      forge: ({ path }, stage) =>
        get(`${path}&SAMLRequest=${encodeURIComponent(deflated(requestXml(stage)))}`),
      code: 'saml.malformed',
    },
    {
      name: 'by HTTP-POST, unsigned',
      from: (stage) => postedXml(stage, signed(stage), 'SAMLResponse'),
      forge: (_, stage) => postedXml(stage, withoutSignature(signed(stage)), 'SAMLResponse'),
      code: 'saml.signature_missing',
    },
    {
      name: 'by HTTP-POST, around an assertion that the IdP signed',
      ids: ['GHSA-63ch-w8pw-4mf2'],
      from: (stage) => postedXml(stage, signed(stage), 'SAMLResponse'),
      forge: (_, stage) =>
        postedXml(
          stage,
          change(responseXml(stage), '<samlp:Status>', `${assertionOf(stage.loot.genuine())}<samlp:Status>`),
          'SAMLResponse',
        ),
      code: 'saml.signature_missing',
    },
    written('that is a request', 'saml.malformed', (stage) => requestXml(stage)),
    written('that is a response to sign in', 'saml.malformed', ({ loot }) => loot.genuine('response')),
    written('of another IdP', 'saml.issuer_mismatch', (stage) =>
      responseXml(stage, { issuer: 'https://other.example' }),
    ),
    written('for another tenant', 'saml.destination_mismatch', (stage) =>
      responseXml(stage, { destination: stage.neighbour.tenant.sp.sloUrl }),
    ),
    written('of a quarter of an hour ago', 'saml.expired', (stage) =>
      responseXml(stage, { issueInstant: minutesAfter(stage.app.clock.now(), -15) }),
    ),
    written('without a Status', 'saml.malformed', (stage) =>
      responseXml(stage).replace(/<samlp:Status>.*<\/samlp:Status>/, ''),
    ),
    written(
      'with an external entity',
      'saml.malformed',
      (stage) => `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>${responseXml(stage)}`,
    ),
    relayed('https://evil.example/', RETURN_TO),
    relayed('//evil.example/', RETURN_TO),
    relayed('/\\evil.example/', RETURN_TO),
    relayed('http:evil.example', ['CVE-2019-13038']),
    relayed('javascript:alert(1)'),
    relayed('/console\r\nSet-Cookie: a=b', ['CVE-2020-6181']),
    relayed(`/${'x'.repeat(5000)}`),
  ],
};
