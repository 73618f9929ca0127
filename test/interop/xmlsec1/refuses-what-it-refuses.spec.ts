import fc from 'fast-check';
import { findSignature } from '../../../src/saml/signature/verify-enveloped';
import { decodeUtf8, MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { childElements } from '../../../src/saml/xml/read-element';
import { SamlRefusal } from '../../../src/saml/refusal';
import { readIdpShapes, shapedResponse } from '../../support/idp/idp-shapes';
import { type KeyPairOptions, makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { type LoginBench, makeLoginBench, NOW } from '../../saml/login/login-bench';
import { mutate, type Mutation, mutation } from './mutations';
import { ourVerdict } from './our-verdict';
import { signable, signAll } from './signable';
import { ASSERTION_SIGNATURE, ROOT_SIGNATURE, Xmlsec1 } from './xmlsec1';

const DOCUMENTS = 20;
const MUTANTS = 500;
const RUNS = 6;
/** What we refuse is asked about too, to see that xmlsec1 is able to refuse: each costs a process. */
const ASKED_OF_REFUSED = 5;

let xmlsec1: Xmlsec1;
beforeAll(() => {
  xmlsec1 = new Xmlsec1();
});
afterAll(() => {
  xmlsec1.stop();
});

const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
const mutants = fc.array(mutations, { minLength: MUTANTS, maxLength: MUTANTS });

describe.each<[string, KeyPairOptions]>([
  ['RSA', { kind: 'rsa' }],
  ['ECDSA', { kind: 'ec' }],
])('dirty documents, signed by %s and then changed', (_, options) => {
  it('are never accepted where xmlsec1 refuses them', async () => {
    const keys = await makeKeyPair(options);
    const kind = options.kind ?? 'rsa';
    const documents = fc.array(signable(kind), { minLength: DOCUMENTS, maxLength: DOCUMENTS });
    const tally = new Tally();
    fc.assert(
      fc.property(documents, mutants, (signables, all) => {
        const signed = signAll(xmlsec1, signables, keys).map(({ filled }) => filled);
        const isAccepted = (mutant: Buffer) => !(ourVerdict(mutant, keys) instanceof Error);
        const { accepted, refused } = mutateAll(signed, all, isAccepted);
        expect(refusedByXmlsec1(accepted, keys)).toEqual([]);
        tally.add(accepted.length, refusedByXmlsec1(refused.slice(0, ASKED_OF_REFUSED), keys).length);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    tally.expectBoth();
  });
});

describe('responses of all IdPs, changed', () => {
  let bench: LoginBench;
  beforeAll(async () => {
    bench = await makeLoginBench();
  });

  it('are never a login where xmlsec1 refuses a signature in them', () => {
    const { acsUrl, audience, issuer } = bench.expected;
    const facts = { acsUrl, audience, nameId: 'alice@acme.example', requestId: '_request', now: NOW };
    const documents = readIdpShapes().map(
      (shape) => shapedResponse({ ...shape, issuer }, facts, bench.idp.keys).xml,
    );
    const tally = new Tally();
    fc.assert(
      fc.property(mutants, (all) => {
        const { accepted, refused } = mutateAll(documents, all, isLogin);
        for (const signature of [ROOT_SIGNATURE, ASSERTION_SIGNATURE]) {
          const bearers = accepted.filter((mutant) => signaturesOf(mutant).includes(signature));
          expect(refusedByXmlsec1(bearers, bench.idp.keys, signature)).toEqual([]);
        }
        tally.add(
          accepted.length,
          refusedByXmlsec1(refused.slice(0, ASKED_OF_REFUSED), bench.idp.keys).length,
        );
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    tally.expectBoth();
  });

  function isLogin(mutant: Buffer): boolean {
    try {
      return bench.checkXml(mutant).nameId.value !== '';
    } catch (error) {
      if (error instanceof SamlRefusal) return false;
      throw error;
    }
  }
});

/** That there was something to compare: mutants that we accept, and ones that xmlsec1 refuses as we do. */
class Tally {
  private acceptedByBoth = 0;
  private refusedByBoth = 0;

  add(acceptedByBoth: number, refusedByBoth: number): void {
    this.acceptedByBoth += acceptedByBoth;
    this.refusedByBoth += refusedByBoth;
  }

  expectBoth(): void {
    expect(this.acceptedByBoth).toBeGreaterThan((RUNS * MUTANTS) / 100);
    expect(this.refusedByBoth).toBeGreaterThan((RUNS * ASKED_OF_REFUSED) / 2);
  }
}

function mutateAll(
  documents: readonly string[],
  all: readonly (readonly Mutation[])[],
  isAccepted: (mutant: Buffer) => boolean,
): { readonly accepted: Buffer[]; readonly refused: Buffer[] } {
  const accepted: Buffer[] = [];
  const refused: Buffer[] = [];
  all.forEach((each, index) => {
    const mutant = mutate(documents[index % documents.length] ?? '', each);
    (isAccepted(mutant) ? accepted : refused).push(mutant);
  });
  return { accepted, refused };
}

function refusedByXmlsec1(documents: readonly Buffer[], keys: TestKeyPair, signature?: string): string[] {
  const verdicts = xmlsec1.verify(documents, keys, signature);
  return documents.filter((_, index) => verdicts[index]?.isValid !== true).map(String);
}

/** Where a response that was accepted is signed: each of these was checked. */
function signaturesOf(response: Buffer): string[] {
  const root = parseXml(decodeUtf8(response), MESSAGE_LIMITS);
  const assertion = childElements(root).find(({ localName }) => localName === 'Assertion');
  return [
    ...(findSignature(root) ? [ROOT_SIGNATURE] : []),
    ...(assertion && findSignature(assertion) ? [ASSERTION_SIGNATURE] : []),
  ];
}
