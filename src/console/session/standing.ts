import type { TenantRef } from '../../http/tenant-ref';

/** What somebody may enter the console with. */
export type CredentialKind = 'admin-token' | 'api-token' | 'ram-session' | 'setup-link';

/** Who somebody in the console is, as of now. */
export interface Standing {
  readonly kind: CredentialKind;
  /** As audit names it: `platform`, `api-token:<id>`, `ram-user:<userName>`, `setup-link:<id>`. */
  readonly actor: string;
  /** For the reader: a token's name, a user's, a link's note; null for the admin token, and where there is none. */
  readonly name: string | null;
  /** `setup`: the set-up of one tenant, and nothing else. */
  readonly role: 'admin' | 'viewer' | 'setup';
  /** Null: every tenant's, and the platform's. */
  readonly tenant: TenantRef | null;
}

/** Who is at work in the console, by the cookie of his session. */
export interface ConsoleViewer extends Standing {
  readonly sessionId: string;
  readonly credential: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** When he last showed that it is he. */
  readonly confirmedAt: Date;
  /** For the forms of his pages. */
  readonly formToken: string;
}

/** By whatever session, as RAM users sign in again and again. */
export function isSamePerson(one: Standing, other: Standing): boolean {
  return one.actor === other.actor && one.tenant?.id === other.tenant?.id;
}
