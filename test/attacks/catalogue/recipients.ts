import type { Attack, AttackFamily } from '../support/attack';
import { conditions, confirmation, type Edit, issued, issuedSigned, OTHER_SP } from '../support/issued';
import type { Loot } from '../support/loot';
import { minutesAfter } from '../../support/idp/response-plan';

const audiences =
  (...lists: string[][]): Edit =>
  (plan) =>
    (conditions(plan).audienceRestrictions = lists);
const us = ({ scene }: Loot) => scene.tenant.sp.entityId;
const acs = ({ scene }: Loot) => scene.tenant.sp.acsUrl;

const AUDIENCE = ['CVE-2015-0277', 'CVE-2016-4464', 'CVE-2026-9093', 'CVE-2026-41577'];

const forOthers: readonly Attack[] = [
  issued('for another service', audiences([OTHER_SP]), 'saml.audience_mismatch', AUDIENCE),
  issued(
    'for another service and us, both demanded',
    (plan, loot) => {
      audiences([us(loot)], [OTHER_SP])(plan, loot);
    },
    'saml.audience_mismatch',
    AUDIENCE,
  ),
  issued('for nobody in particular', audiences(), 'saml.audience_mismatch', AUDIENCE),
  issued('for an empty audience', audiences(['']), 'saml.audience_mismatch', AUDIENCE),
  issued('for an AudienceRestriction without audiences', audiences([]), 'saml.audience_mismatch', AUDIENCE),
  issued('without Conditions', (plan) => (plan.conditions = undefined), 'saml.audience_mismatch', [
    'CVE-2026-41577',
  ]),
  issued(
    'for our name with more behind',
    (plan, loot) => {
      audiences([`${us(loot)}/x`])(plan, loot);
    },
    'saml.audience_mismatch',
  ),
  issued(
    'for our name with less behind',
    (plan, loot) => {
      audiences([us(loot).slice(0, -1)])(plan, loot);
    },
    'saml.audience_mismatch',
  ),
  issued(
    'for our name in capitals',
    (plan, loot) => {
      audiences([us(loot).toUpperCase()])(plan, loot);
    },
    'saml.audience_mismatch',
  ),
  issued(
    'for our name with a blank in it',
    (plan, loot) => {
      audiences([us(loot).replace('saml', 'sa ml')])(plan, loot);
    },
    'saml.audience_mismatch',
  ),
  issued(
    'for our ACS instead of our name',
    (plan, loot) => {
      audiences([acs(loot)])(plan, loot);
    },
    'saml.audience_mismatch',
  ),
  issued('for all, by a wildcard', audiences(['*']), 'saml.audience_mismatch'),
  issued(
    'to be received by another service',
    (plan) => (confirmation(plan).recipient = OTHER_SP),
    'saml.recipient_mismatch',
    ['CVE-2024-20355'],
  ),
  issued(
    'to be received by nobody in particular',
    (plan) => (confirmation(plan).recipient = undefined),
    'saml.recipient_mismatch',
  ),
  issued(
    'to be received at an empty address',
    (plan) => (confirmation(plan).recipient = ''),
    'saml.recipient_mismatch',
  ),
  issued(
    'to be received at our ACS with a query',
    (plan, loot) => (confirmation(plan).recipient = `${acs(loot)}?x`),
    'saml.recipient_mismatch',
  ),
  issued(
    'to be received at our ACS with a dot segment',
    (plan, loot) => (confirmation(plan).recipient = acs(loot).replace('/acs', '/x/../acs')),
    'saml.recipient_mismatch',
  ),
  issued(
    'to be received at our ACS on another host',
    (plan, loot) => (confirmation(plan).recipient = acs(loot).replace('localhost', 'localhost.evil.example')),
    'saml.recipient_mismatch',
  ),
  issued(
    'to be received at our ACS under https',
    (plan, loot) => (confirmation(plan).recipient = acs(loot).replace('http:', 'https:')),
    'saml.recipient_mismatch',
  ),
  issued(
    'to be received by another tenant',
    (plan, loot) =>
      (confirmation(plan).recipient = acs(loot).replace(loot.scene.tenant.alias, 'other-tenant')),
    'saml.recipient_mismatch',
    ['CVE-2024-20355', 'CVE-2026-24858'],
  ),
  issued(
    'in a Response that goes elsewhere',
    (plan) => (plan.destination = OTHER_SP),
    'saml.destination_mismatch',
    ['CVE-2015-6254'],
  ),
  issued(
    'in a Response with an empty Destination',
    (plan) => (plan.destination = ''),
    'saml.destination_mismatch',
    ['CVE-2015-6254'],
  ),
  issuedSigned(
    'in a signed Response that goes elsewhere',
    (plan) => (plan.destination = OTHER_SP),
    'saml.destination_mismatch',
    ['CVE-2015-6254'],
  ),
  issuedSigned(
    'in a signed Response without Destination',
    (plan) => (plan.destination = undefined),
    'saml.destination_mismatch',
  ),
  issued(
    'by another IdP that has the same key',
    (plan) => (plan.assertionIssuer = 'https://idp.evil.example'),
    'saml.issuer_mismatch',
    ['CVE-2023-41890'],
  ),
  issued(
    'in a Response of another IdP',
    (plan) => (plan.responseIssuer = 'https://idp.evil.example'),
    'saml.issuer_mismatch',
    ['CVE-2023-41890'],
  ),
  issuedSigned(
    'in a signed Response of another IdP',
    (plan) => (plan.responseIssuer = 'https://idp.evil.example'),
    'saml.issuer_mismatch',
    ['CVE-2023-41890'],
  ),
  issuedSigned(
    'in a signed Response without Issuer',
    (plan) => (plan.responseIssuer = undefined),
    'saml.issuer_mismatch',
  ),
  issued(
    'by our IdP with a slash behind its name',
    (plan, loot) => (plan.assertionIssuer = `${loot.scene.idp.entityId}/`),
    'saml.issuer_mismatch',
  ),
  issued(
    'by our IdP in capitals',
    (plan, loot) => (plan.assertionIssuer = loot.scene.idp.entityId.toUpperCase()),
    'saml.issuer_mismatch',
  ),
];

const confirmations: readonly Attack[] = [
  issued(
    'confirmed by a key',
    (plan) => (confirmation(plan).method = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'),
    'saml.malformed',
    ['CVE-2020-5268'],
  ),
  issued(
    'confirmed by its sender',
    (plan) => (confirmation(plan).method = 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches'),
    'saml.malformed',
    ['CVE-2020-5268'],
  ),
  issued(
    'confirmed by a bearer of SAML 1',
    (plan) => (confirmation(plan).method = 'urn:oasis:names:tc:SAML:1.0:cm:bearer'),
    'saml.malformed',
  ),
  issued(
    'confirmed by a Bearer in capitals',
    (plan) => (confirmation(plan).method = confirmation(plan).method.toUpperCase()),
    'saml.malformed',
  ),
  issued('confirmed by nothing', (plan) => (plan.confirmations = []), 'saml.malformed'),
  issued(
    'confirmed without an end',
    (plan) => (confirmation(plan).notOnOrAfter = undefined),
    'saml.malformed',
    ['CVE-2026-1190'],
  ),
  issued(
    'confirmed from a time on',
    (plan) => (confirmation(plan).notBefore = minutesAfter(plan.issueInstant, -1)),
    'saml.malformed',
  ),
  issued(
    'confirmed once for others and once without an end',
    (plan) =>
      (plan.confirmations = [
        { ...confirmation(plan), recipient: OTHER_SP },
        { ...confirmation(plan), notOnOrAfter: undefined },
      ]),
    'saml.recipient_mismatch',
  ),
  issued(
    'that answers a request that nobody made',
    (plan) => (confirmation(plan).inResponseTo = '_made-up'),
    'saml.in_response_to_mismatch',
    ['CVE-2026-9098'],
  ),
  issued(
    'that answers an empty request',
    (plan) => (confirmation(plan).inResponseTo = ''),
    'saml.in_response_to_mismatch',
  ),
  issued(
    'in a Response that answers a request, unsigned',
    (plan) => (plan.inResponseTo = '_made-up'),
    'saml.in_response_to_mismatch',
  ),
  issuedSigned(
    'in a signed Response that answers a request that nobody made',
    (plan) => (plan.inResponseTo = '_made-up'),
    'saml.in_response_to_mismatch',
    ['CVE-2026-9098'],
  ),
  issued(
    'confirmed twice, for two requests',
    (plan) => (plan.confirmations = [confirmation(plan), { ...confirmation(plan), inResponseTo: '_x' }]),
    'saml.in_response_to_mismatch',
  ),
];

export const recipients: AttackFamily = {
  name: 'what was signed for others',
  why: 'A genuine assertion is worth something only to whom it was made for and in answer to what. Issuer, Destination, Recipient, Audience and InResponseTo are each held to one exact value, and what is missing does not count as met.',
  attacks: [...forOthers, ...confirmations],
};
