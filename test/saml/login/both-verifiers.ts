import { type Profile, SAML } from '@node-saml/node-saml';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { checkLogin } from '../../../src/saml/login/check-login';
import type { VerifiedLogin } from '../../../src/saml/login/verified-login';
import { SamlRefusal } from '../../../src/saml/refusal';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import type { ResponsePlan } from '../../support/idp/response-plan';
import type { TestIdp } from '../../support/idp/test-idp';

export const ALICE = 'alice@acme.example';
export const ACS_URL = 'https://sp.example/acs';
export const AUDIENCE = 'https://sp.example/metadata';
const SKEW_SECONDS = 60;

export interface IdpToTrust {
  readonly issuer: string;
  readonly keys: TestKeyPair;
  /** What node-saml has to be told; a signature that it is not told of it does not look at. */
  readonly signed?: 'assertion' | 'response' | 'both';
}

export interface Opinions {
  readonly ours: VerifiedLogin | SamlRefusal;
  readonly theirs: Profile | Error;
}

/** The service's verifier and that of `@node-saml/node-saml`, which is asked the same by the real clock. */
export class BothVerifiers {
  private constructor(readonly spKeys: TestKeyPair) {}

  static async create(): Promise<BothVerifiers> {
    return new BothVerifiers(await makeKeyPair());
  }

  ask(xml: string | Buffer, idp: IdpToTrust): Promise<Opinions> {
    return this.askOfForm(Buffer.from(xml).toString('base64'), idp);
  }

  /** @param samlResponse the form field, Base64 */
  async askOfForm(samlResponse: string, idp: IdpToTrust): Promise<Opinions> {
    return { ours: this.askOurs(samlResponse, idp), theirs: await this.askTheirs(samlResponse, idp) };
  }

  private askOurs(samlResponse: string, { issuer, keys }: IdpToTrust): VerifiedLogin | SamlRefusal {
    const expected = {
      issuer,
      keys: [new X509Certificate(keys.certificateDer).publicKey],
      audience: AUDIENCE,
      acsUrl: ACS_URL,
      clockSkewSeconds: SKEW_SECONDS,
      decryption: { keys: [createPrivateKey(this.spKeys.privateKeyPem)], refuseCbc: false },
      isEncryptionRequired: false,
      forceAuthn: false,
      authnContextClassRefs: [],
    };
    try {
      return checkLogin(samlResponse, expected, new Date());
    } catch (error) {
      if (error instanceof SamlRefusal) return error;
      throw error;
    }
  }

  private async askTheirs(
    samlResponse: string,
    { issuer, keys, signed }: IdpToTrust,
  ): Promise<Profile | Error> {
    const saml = new SAML({
      callbackUrl: ACS_URL,
      issuer: AUDIENCE,
      audience: AUDIENCE,
      idpIssuer: issuer,
      idpCert: keys.certificateDer.toString('base64'),
      entryPoint: 'https://idp.example/sso',
      wantAssertionsSigned: signed !== undefined && signed !== 'response',
      wantAuthnResponseSigned: signed !== undefined && signed !== 'assertion',
      acceptedClockSkewMs: SKEW_SECONDS * 1000,
      decryptionPvk: this.spKeys.privateKeyPem,
    });
    try {
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: samlResponse });
      return profile ?? new Error('there is no profile');
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** That both accept, signed. */
export function goodPlanOf(idp: TestIdp): ResponsePlan {
  const facts = { spEntityId: AUDIENCE, acsUrl: ACS_URL, nameId: ALICE, inResponseTo: '_request' };
  return idp.plan({ ...facts, now: new Date() });
}

export function requireLogin(ours: Opinions['ours']): VerifiedLogin {
  if (ours instanceof SamlRefusal) throw ours;
  return ours;
}

export function requireProfile(theirs: Opinions['theirs']): Profile {
  if (theirs instanceof Error) throw theirs;
  return theirs;
}
