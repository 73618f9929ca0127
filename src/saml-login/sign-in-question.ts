import { hash } from 'node:crypto';
import type { VerifiedLogin } from '../saml/login/verified-login';
import { assertedUserOf } from './asserted-user';
import type { SignInQuestion } from './decide-sign-in';
import { findClosure } from './login-gate';
import type { LoginTrust } from './login-trust';

/** From where, and when. */
export interface Visit {
  readonly ip: string;
  readonly now: Date;
}

/** @throws SamlRefusal where what names the user can't be read */
export function questionOf(login: VerifiedLogin, { tenant }: LoginTrust, { ip, now }: Visit): SignInQuestion {
  return {
    user: assertedUserOf(login, tenant),
    assertionHash: assertionHashOf(login),
    inResponseTo: login.inResponseTo,
    isUnsolicitedAllowed: tenant.idpInitiatedLogin === 'allowed' && !tenant.saml.forceAuthn,
    closed: findClosure(tenant, ip, now),
  };
}

/** By which an assertion is remembered as used. */
export function assertionHashOf({
  issuer,
  assertionId,
}: Pick<VerifiedLogin, 'issuer' | 'assertionId'>): Buffer {
  return hash('sha256', `${issuer}\n${assertionId}`, 'buffer');
}
