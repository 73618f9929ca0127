import type { Attack, AttackFamily } from '../support/attack';
import {
  assertionOf,
  atEnd,
  beforeStatus,
  extensions,
  idOf,
  resigned,
  rsaSha256,
  signedAnew,
} from '../support/loot';
import { change } from '../../support/change';

/** The Reference is rewritten and signed anew by the IdP's own key: what is refused is what it refers to. */
const reference = (
  name: string,
  edit: (uri: string, reference: string) => string,
  ids?: readonly string[],
): Attack => ({
  name,
  ids,
  from: signedAnew,
  forge: (message, loot) =>
    resigned(message, rsaSha256(loot.idpKey), (signedInfo) =>
      signedInfo.replace(/<Reference URI="#([^"]+)">[\s\S]*<\/Reference>/, (whole, id: string) =>
        edit(id, whole),
      ),
    ),
  code: 'saml.signature_invalid',
});

const uri = (name: string, write: (id: string) => string, ids?: readonly string[]): Attack =>
  reference(
    `a Reference to ${name}`,
    (id, whole) => whole.replace(`URI="#${id}"`, `URI="${write(id)}"`),
    ids,
  );

export const references: AttackFamily = {
  name: 'references and IDs',
  why: 'What a Reference names is found by an ID, and there can be several, of several kinds. Here it must be the element that the Signature is in, by the one ID of its name.',
  attacks: [
    uri('the whole document', () => ''),
    uri('an ID without its #', (id) => id),
    uri('an empty ID', () => '#'),
    uri('an ID in capitals', (id) => `#${id.toUpperCase()}`),
    uri('an ID with a blank behind', (id) => `#${id} `),
    uri('an ID that is percent-encoded', (id) => `#%5f${id.slice(1)}`),
    uri('an XPointer to the root', () => '#xpointer(/)'),
    uri('an XPointer to the ID', (id) => `#xpointer(id('${id}'))`),
    uri('an element by its place', () => '#element(/1/2)'),
    uri('a document elsewhere', () => 'https://evil.example/a.xml'),
    uri('a file', () => 'file:///etc/passwd', ['CVE-2021-40690']),
    uri('an ID that closes an XPath', (id) => `#${id}'] | //*['`, ['CVE-2015-20108']),
    uri('a nothing of the same document', () => '#_nothing'),
    reference('a Reference without URI', (id, whole) => whole.replace(` URI="#${id}"`, '')),
    reference('two References', (_, whole) => whole + whole, ['CVE-2026-33487']),
    reference('a thousand References', (_, whole) => whole.repeat(1000), ['CVE-2021-39171']),
    reference('a Manifest', (_, whole) =>
      whole
        .replace('<Reference ', '<Reference Type="http://www.w3.org/2000/09/xmldsig#Manifest" ')
        .replace(/URI="[^"]*"/, 'URI="#_m"'),
    ),
    {
      name: 'the assertion of a Signature that refers to the Response',
      forge: (message, loot) => {
        const responseId = idOf(message);
        return resigned(message, rsaSha256(loot.idpKey), (signedInfo) =>
          signedInfo.replace(/URI="#[^"]+"/, `URI="#${responseId}"`),
        );
      },
      code: 'saml.signature_invalid',
    },
    ...(['Id', 'id', 'iD', 'x:ID', 'saml:ID', 'samlp:Id'] as const).map((attribute): Attack => ({
      name: `another element that bears the signed ID as ${attribute}`,
      ids: ['CVE-2025-66567'],
      forge: (message) =>
        beforeStatus(
          message,
          extensions(`<y xmlns:x="urn:x" ${attribute}="${idOf(assertionOf(message))}"/>`),
        ),
      code: 'saml.signature_invalid',
    })),
    {
      name: 'another element that bears the signed ID as xml:id',
      forge: (message) => beforeStatus(message, extensions(`<y xml:id="${idOf(assertionOf(message))}"/>`)),
      code: 'saml.malformed',
    },
    {
      name: 'an assertion of two IDs, one of them prefixed',
      ids: ['CVE-2025-66567'],
      forge: (message) => change(message, '<saml:Assertion ', '<saml:Assertion saml:ID="_evil" '),
      code: 'saml.signature_invalid',
    },
    {
      name: 'an assertion of two IDs in two cases',
      forge: (message) => change(message, '<saml:Assertion ', '<saml:Assertion Id="_evil" '),
      code: 'saml.signature_invalid',
    },
    {
      name: 'an assertion of one ID twice',
      forge: (message) => change(message, '<saml:Assertion ', '<saml:Assertion ID="_evil" '),
      code: 'saml.malformed',
    },
    {
      name: 'an assertion whose ID is no name',
      forge: (_, loot) =>
        loot.genuine('assertion', (plan) => (plan.assertionId = `0${plan.assertionId.slice(1)}`)),
      code: 'saml.signature_invalid',
    },
    {
      name: 'an assertion whose ID holds SQL',
      ids: ['CVE-2025-9943'],
      forge: (_, loot) =>
        loot.genuine('assertion', (plan) => (plan.assertionId = `_x'||(select pg_sleep(9))||'`)),
      code: 'saml.signature_invalid',
    },
    {
      name: 'an assertion without an ID',
      forge: (message) => message.replace(/(<saml:Assertion[^>]*) ID="[^"]+"/, '$1'),
      code: 'saml.signature_invalid',
    },
    {
      name: 'an empty ID',
      forge: (_, loot) => loot.genuine('assertion', (plan) => (plan.assertionId = '')),
      code: 'saml.signature_invalid',
    },
    {
      name: 'the Response of the same ID as the assertion',
      forge: (_, loot) => loot.genuine('assertion', (plan) => (plan.responseId = plan.assertionId)),
      code: 'saml.signature_invalid',
    },
    {
      name: 'a second assertion inside that bears the signed ID, at the end',
      forge: (message) => atEnd(message, `<x ID="${idOf(assertionOf(message))}"/>`),
      code: 'saml.signature_invalid',
    },
  ],
};
