import { X509Certificate } from 'node:crypto';
import { checkLogin } from '../../../src/saml/login/check-login';
import type { LoginExpectations } from '../../../src/saml/login/expectations';
import type { VerifiedLogin } from '../../../src/saml/login/verified-login';
import type { ResponsePlan } from '../../support/idp/response-plan';
import { type ResponseOptions, TestIdp } from '../../support/idp/test-idp';

export const NOW = new Date('2026-03-01T12:00:00Z');
const SKEW = 60;

export const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

/** An IdP, what its responses are held against, and a good response to change. */
export interface LoginBench {
  readonly idp: TestIdp;
  readonly expected: LoginExpectations;
  plan(inResponseTo?: string): ResponsePlan;
  check(plan: ResponsePlan, options?: ResponseOptions, changed?: Partial<LoginExpectations>): VerifiedLogin;
  checkXml(xml: string | Buffer): VerifiedLogin;
  checkPosted(samlResponse: string, changed?: Partial<LoginExpectations>): VerifiedLogin;
}

export async function makeLoginBench(): Promise<LoginBench> {
  const idp = await TestIdp.create();
  const expected: LoginExpectations = {
    issuer: idp.entityId,
    keys: [new X509Certificate(idp.keys.certificateDer).publicKey],
    audience: 'https://sp.example/metadata',
    acsUrl: 'https://sp.example/acs',
    clockSkewSeconds: SKEW,
    decryption: undefined,
    isEncryptionRequired: false,
    forceAuthn: false,
    authnContextClassRefs: [],
  };
  const plan = (inResponseTo?: string) =>
    idp.plan({
      spEntityId: expected.audience,
      acsUrl: expected.acsUrl,
      nameId: 'alice@acme.example',
      now: NOW,
      inResponseTo,
    });
  const checkPosted = (samlResponse: string, changed: Partial<LoginExpectations> = {}) =>
    checkLogin(samlResponse, { ...expected, ...changed }, NOW);
  const checkXml = (xml: string | Buffer) => checkPosted(Buffer.from(xml).toString('base64'));
  const check = (made: ResponsePlan, options?: ResponseOptions, changed?: Partial<LoginExpectations>) =>
    checkPosted(idp.post(made, options), changed);
  return { idp, expected, plan, check, checkXml, checkPosted };
}
