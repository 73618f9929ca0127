import { createPrivateKey, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { checkLogin } from '../../src/saml/login/check-login';
import type { LoginExpectations } from '../../src/saml/login/expectations';
import type { VerifiedLogin } from '../../src/saml/login/verified-login';
import { readAttributes } from '../../src/saml/messages/attributes';
import { SamlRefusal } from '../../src/saml/refusal';
import { MESSAGE_LIMITS } from '../../src/saml/xml/parse-xml';
import { XmlParser } from '../../src/saml/xml/xml-parser';
import { makeKeyPair, type TestKeyPair } from '../support/idp/key-pair';
import type { ResponsePlan } from '../support/idp/response-plan';
import { TestIdp } from '../support/idp/test-idp';
import { byteMutant } from './mutate-bytes';
import { nodeMutant } from './mutate-nodes';
import { FUZZ_TIMEOUT_MS, RUNS, watchingCpu } from './runs';

const NOW = new Date('2026-03-01T12:00:00Z');
const AUDIENCE = 'https://sp.example/metadata';
const ACS = 'https://sp.example/acs';

/** How often one message is parsed at most: as it came, what it was encrypted in, and what each of two signatures is over. */
const MOST_PARSES = 8;

describe('a mutant of signed responses', () => {
  let idp: TestIdp;
  let ours: TestKeyPair;
  let expected: LoginExpectations;
  /** What the IdP has said, as text: an assertion's claims. */
  let said: ReadonlySet<string>;
  let signed: string[];
  let forged: string[];

  beforeAll(async () => {
    idp = await TestIdp.create();
    ours = await makeKeyPair();
    expected = {
      issuer: idp.entityId,
      keys: [new X509Certificate(idp.keys.certificateDer).publicKey],
      audience: AUDIENCE,
      acsUrl: ACS,
      clockSkewSeconds: 60,
      decryption: { keys: [createPrivateKey(ours.privateKeyPem)], refuseCbc: false },
      isEncryptionRequired: false,
      forceAuthn: false,
      authnContextClassRefs: [],
    };
    const alice = () => planFor('alice');
    const encrypted = (how: 'assertion' | 'response') =>
      Buffer.from(idp.postEncrypted(alice(), ours.certificateDer, { signed: how }), 'base64').toString();
    signed = [
      ...(['assertion', 'response', 'both'] as const).map((how) => idp.xml(alice(), { signed: how })),
      encrypted('assertion'),
      encrypted('response'),
    ];
    said = new Set(signed.map((xml) => claimsOf(check(toPost(xml)))));
    forged = [
      idp.xml(planFor('bob'), { signed: 'neither' }),
      idp.xml(planFor('bob'), { signed: 'assertion', keys: idp.strangersKeys }),
    ];
  });

  function planFor(user: string): ResponsePlan {
    const nameId = `${user}@acme.example`;
    const plan = idp.plan({ spEntityId: AUDIENCE, acsUrl: ACS, nameId, now: NOW });
    plan.attributes.role = [user, 'reader'];
    return plan;
  }

  const toPost = (message: string | Uint8Array) => Buffer.from(message).toString('base64');
  const check = (posted: string) => checkLogin(posted, expected, NOW);

  /**
   * Everything that a session is made of, and what else was vouched for: not whether the Response was signed around a signed
   * assertion, for whoever carries it can take that signature away.
   */
  function claimsOf({ signedAssertion, signaturePlace: _, ...claims }: VerifiedLogin): string {
    return JSON.stringify([claims, readAttributes(signedAssertion)]);
  }

  /** What it is: refused by one of our own codes, or accepted with what the IdP has said. All else throws. */
  async function judge(posted: string): Promise<string> {
    const work = watchParser();
    try {
      const login = await watchingCpu(() => check(posted));
      if (!said.has(claimsOf(login))) throw new Error(`accepted: ${claimsOf(login)}`);
      return 'accepted';
    } catch (error) {
      if (!(error instanceof SamlRefusal)) throw error;
      return error.code;
    } finally {
      work.stop();
      expect(work.parses).toBeLessThanOrEqual(MOST_PARSES);
      expect(work.nodes).toBeLessThanOrEqual(MOST_PARSES * MESSAGE_LIMITS.nodes);
      expect(work.units).toBeLessThanOrEqual(MOST_PARSES * MESSAGE_LIMITS.bytes);
    }
  }

  /** A property that sees no mutant accepted, or all refused for one reason, would show nothing. */
  function expectVariety(seen: ReadonlyMap<string, number>): void {
    expect(seen.get('accepted')).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(2);
  }

  async function judgeAll(mutants: fc.Arbitrary<string>): Promise<ReadonlyMap<string, number>> {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(mutants, async (posted) => {
        const verdict = await judge(posted);
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
      }),
      { numRuns: RUNS },
    );
    return seen;
  }

  it(
    'is believed in nothing that the IdP did not say: changed by nodes',
    async () => {
      expectVariety(await judgeAll(nodeMutant(signed, [...signed, ...forged]).map(toPost)));
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'is believed in nothing that the IdP did not say: changed by bytes',
    async () => {
      expectVariety(await judgeAll(byteMutant(signed.map((xml) => Buffer.from(xml))).map(toPost)));
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'is believed in nothing that the IdP did not say: its Base64 changed',
    async () => {
      const posted = signed.map((xml) => Buffer.from(toPost(xml)));
      await judgeAll(byteMutant(posted).map((bytes) => bytes.toString('latin1')));
    },
    FUZZ_TIMEOUT_MS,
  );
});

/** Counts what is parsed from here on: how often, how many nodes, and how many UTF-16 units. */
function watchParser() {
  const { document } = XmlParser.prototype;
  const work = { parses: 0, nodes: 0, units: 0 };
  const spy = jest.spyOn(XmlParser.prototype, 'document').mockImplementation(function (this: XmlParser) {
    try {
      return document.call(this);
    } finally {
      work.parses += 1;
      work.nodes += Reflect.get(this, 'nodes') as number;
      work.units += (Reflect.get(this, 'text') as string).length;
    }
  });
  return Object.assign(work, {
    stop: () => {
      spy.mockRestore();
    },
  });
}
