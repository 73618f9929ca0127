import { say } from '../../sentences/sentence';

/** What mends a sign-in that comes too early or too late. */
export const CLOCKS = say`Sign in anew. If it goes on, compare the clocks of the IdP and of this service.`;

/** NotOnOrAfter, with the tolerated clock difference (saml-core 2.5.1.2: valid while now is before it). */
export function hasPassed(notOnOrAfter: Date, clockSkewSeconds: number, now: Date): boolean {
  return now.getTime() >= notOnOrAfter.getTime() + clockSkewSeconds * 1000;
}

/** NotBefore, with the tolerated clock difference. */
export function isAhead(notBefore: Date, clockSkewSeconds: number, now: Date): boolean {
  return now.getTime() < notBefore.getTime() - clockSkewSeconds * 1000;
}
