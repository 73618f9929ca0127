import { randomBytes } from 'node:crypto';
import type { SessionParticipant } from 'samlp';
import type { IdpUser } from './users';

/** Somebody who is signed in at the identity provider, and the services that were told so. */
export interface SignOn {
  readonly user: IdpUser;
  readonly participants: SessionParticipant[];
  readonly logoutState: Record<string, unknown>;
}

export class SignOns {
  readonly #bySecret = new Map<string, SignOn>();

  open(user: IdpUser): string {
    const secret = randomBytes(24).toString('base64url');
    this.#bySecret.set(secret, { user, participants: [], logoutState: {} });
    return secret;
  }

  find(secret: string | undefined): SignOn | undefined {
    return secret === undefined ? undefined : this.#bySecret.get(secret);
  }

  end(secret: string | undefined): void {
    if (secret !== undefined) this.#bySecret.delete(secret);
  }
}
