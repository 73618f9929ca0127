import type {
  AuthnStatementPlan,
  ConditionsPlan,
  ConfirmationPlan,
  ResponsePlan,
} from '../../support/idp/response-plan';
import { change } from '../../support/change';
import { makeKeyPair } from '../../support/idp/key-pair';
import { responseXml } from '../../support/idp/response-xml';
import { signXml } from '../../support/idp/sign-xml';
import { type ResponseOptions, TestIdp } from '../../support/idp/test-idp';
import {
  ALICE,
  BothVerifiers,
  goodPlanOf,
  type Opinions,
  requireLogin,
  requireProfile,
} from './both-verifiers';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

let both: BothVerifiers;
let idp: TestIdp;
beforeAll(async () => {
  [both, idp] = await Promise.all([BothVerifiers.create(), TestIdp.create()]);
});

const plan = () => goodPlanOf(idp);
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const ask = (xml: string | Buffer, keys = idp.keys): Promise<Opinions> =>
  both.ask(xml, { issuer: idp.entityId, keys });

/** Beside the Assertion, which alone is signed. */
const withOutside = (markup: string) => change(idp.xml(plan()), '<samlp:Status>', `${markup}<samlp:Status>`);
const signedBy = (options: ResponseOptions) => () => idp.xml(plan(), options);
const transforms = (...uris: string[]) => signedBy({ transforms: [`${DSIG}enveloped-signature`, ...uris] });

interface Parts {
  readonly confirmation: ConfirmationPlan;
  readonly conditions: ConditionsPlan;
  readonly statement: AuthnStatementPlan;
}

function changed(edit: (plan: ResponsePlan, parts: Parts) => void): () => string {
  return () => {
    const good = plan();
    const [confirmation] = good.confirmations;
    const { conditions, authnStatement: statement } = good;
    if (!confirmation || !conditions || !statement) throw new Error('a good plan has all of them');
    edit(good, { confirmation, conditions, statement });
    return idp.xml(good);
  };
}

it('a good response is accepted by both', async () => {
  const { ours, theirs } = await ask(idp.xml(plan()));
  expect([requireLogin(ours).nameId.value, requireProfile(theirs).nameID]).toEqual([ALICE, ALICE]);
});

describe('node-saml alone accepts', () => {
  it.each<[what: string, why: string, code: string, xml: () => string | Buffer]>([
    [
      'an instruction',
      'no message has one, and parsers disagree about them',
      'saml.malformed',
      () => withOutside('<?x y?>'),
    ],
    [
      'a DOCTYPE',
      'entities are declared in one',
      'saml.malformed',
      () => `<!DOCTYPE Response>${idp.xml(plan())}`,
    ],
    [
      'a CDATA section',
      'canonical form has none: it is another document than the signed one',
      'saml.malformed',
      () => change(idp.xml(plan()), `>${ALICE}</saml:NameID>`, `><![CDATA[${ALICE}]]></saml:NameID>`),
    ],
    [
      'xml:id',
      'it is an ID to some verifiers',
      'saml.malformed',
      () => withOutside('<samlp:Extensions xml:id="_x"/>'),
    ],
    ['text behind the root', 'that is not XML', 'saml.malformed', () => `${idp.xml(plan())}x`],
    [
      'a reference to NUL',
      'that is not XML',
      'saml.malformed',
      () => withOutside('<samlp:Extensions x="&#0;"/>'),
    ],
    [
      'a byte that is no UTF-8',
      'what is read must be what was sent',
      'saml.malformed',
      () => Buffer.from(withOutside('<samlp:Extensions x="\u00ff"/>'), 'latin1'),
    ],
    [
      'another encoding',
      'what is read must be what was sent',
      'saml.malformed',
      () => `<?xml version="1.0" encoding="ISO-8859-1"?>${idp.xml(plan())}`,
    ],
    [
      'elements in elements without end',
      'work is bounded',
      'saml.malformed',
      () => withOutside(`<samlp:Extensions>${'<x>'.repeat(100)}${'</x>'.repeat(100)}</samlp:Extensions>`),
    ],
    [
      'SHA-1 in the signature',
      'collisions can be made',
      'saml.signature_invalid',
      signedBy({ signatureAlgorithm: `${DSIG}rsa-sha1` }),
    ],
    [
      'SHA-1 in the digest',
      'collisions can be made',
      'saml.signature_invalid',
      signedBy({ digestAlgorithm: `${DSIG}sha1` }),
    ],
    [
      'an inclusive canonical form',
      'what stands around gets into it',
      'saml.signature_invalid',
      transforms(INCLUSIVE),
    ],
    ['no canonical form', 'that is the inclusive one', 'saml.signature_invalid', transforms()],
    [
      'an inclusive SignedInfo',
      'what stands around gets into it',
      'saml.signature_invalid',
      signedBy({ canonicalizationAlgorithm: INCLUSIVE }),
    ],
    [
      'an Object in the Signature',
      'forged documents hide there',
      'saml.signature_invalid',
      () => change(idp.xml(plan()), '</Signature>', '<Object/></Signature>'),
    ],
    [
      'two KeyInfos',
      'a signature has one form here',
      'saml.signature_invalid',
      () => change(idp.xml(plan()), '<KeyInfo>', '<KeyInfo/><KeyInfo>'),
    ],
    [
      'an assertion of a stranger in a signed Response',
      'where both are signed both must hold',
      'saml.signature_invalid',
      () => signXml(signXml(responseXml(plan()), 'Assertion', idp.strangersKeys), 'Response', idp.keys),
    ],
    [
      'an InResponseTo that is not signed',
      'anybody could have written it',
      'saml.in_response_to_mismatch',
      changed((_, { confirmation }) => (confirmation.inResponseTo = undefined)),
    ],
    [
      'two InResponseTos',
      'one of them is wrong',
      'saml.in_response_to_mismatch',
      changed((good) => (good.inResponseTo = '_other')),
    ],
    [
      'another Destination',
      'it was meant for somebody else',
      'saml.destination_mismatch',
      changed((good) => (good.destination = 'https://other.example/acs')),
    ],
    [
      'another Recipient',
      'it was meant for somebody else',
      'saml.recipient_mismatch',
      changed((_, { confirmation }) => (confirmation.recipient = 'https://other.example/acs')),
    ],
    [
      'another Issuer',
      'keys are trusted for one IdP',
      'saml.issuer_mismatch',
      changed((good) => (good.assertionIssuer = good.responseIssuer = 'https://other.example')),
    ],
    [
      'no confirmation',
      'whoever holds it could show it',
      'saml.malformed',
      changed((good) => (good.confirmations = [])),
    ],
    [
      'a confirmation that is not bearer',
      'no key was shown',
      'saml.malformed',
      changed(
        (_, { confirmation }) => (confirmation.method = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'),
      ),
    ],
    [
      'a confirmation that has ended',
      'it bounds how long one can be stolen',
      'saml.expired',
      changed((_, { confirmation }) => (confirmation.notOnOrAfter = ago(600))),
    ],
    [
      'a confirmation with NotBefore',
      'saml-profiles 4.1.4.2 forbids it',
      'saml.malformed',
      changed((_, { confirmation }) => (confirmation.notBefore = ago(600))),
    ],
    [
      'a session that has ended',
      'it would open one that is over',
      'saml.expired',
      changed((_, { statement }) => (statement.sessionNotOnOrAfter = ago(1))),
    ],
    [
      'no AuthnStatement',
      'nobody says that the user signed in',
      'saml.malformed',
      changed((good) => (good.authnStatement = undefined)),
    ],
    [
      'a condition that nobody knows',
      'saml-core 2.5.1: the validity is open',
      'saml.malformed',
      changed((_, { conditions }) => (conditions.further = '<x:Condition xmlns:x="urn:x"/>')),
    ],
    [
      'an error for a Status',
      'the IdP refused',
      'saml.status_not_success',
      changed((good) => (good.statusCodes = ['urn:oasis:names:tc:SAML:2.0:status:Requester'])),
    ],
    ['another Version', 'it has other rules', 'saml.malformed', changed((good) => (good.version = '1.1'))],
    ['no NameID', 'nobody is named', 'saml.nameid_missing', changed((good) => (good.nameId = undefined))],
  ])('%s: %s', async (_, __, code, xml) => {
    const { ours, theirs } = await ask(xml());
    expect(ours).toMatchObject({ code });
    expect(theirs).not.toBeInstanceOf(Error);
  });

  it('RSA of 1024 bits: it can be broken', async () => {
    const keys = await makeKeyPair({ bits: 1024 });
    const { ours, theirs } = await ask(idp.xml(plan(), { keys }), keys);
    expect(ours).toMatchObject({ code: 'saml.signature_invalid' });
    expect(theirs).not.toBeInstanceOf(Error);
  });

  it.each([
    ['characters that are no Base64', (post: string) => `${post.slice(0, 8)}!*${post.slice(8)}`],
    ['the Base64 of URLs', (post: string) => Buffer.from(post, 'base64').toString('base64url')],
  ])('%s: saml-bindings 3.5.4 has one Base64', async (_, encode) => {
    const { issuer, keys } = { issuer: idp.entityId, keys: idp.keys };
    const { ours, theirs } = await both.askOfForm(encode(idp.post(plan())), { issuer, keys });
    expect(ours).toMatchObject({ code: 'saml.malformed' });
    expect(theirs).not.toBeInstanceOf(Error);
  });
});
