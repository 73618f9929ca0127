import { Problem } from '../http/problem';
import type { TenantRef } from '../http/tenant-ref';
import { say } from '../sentences/sentence';

/** Whose a webhook is; null: the platform's. */
export type WebhookOwner = TenantRef | null;

export function webhookNotFound(): Problem {
  return new Problem(
    'not_found',
    say`There is no webhook with that id here: it may have been deleted already.`,
  );
}

/** For the audit trail: an address may hold a secret in its path or query, so its origin alone. */
export function webhookDetails({ id, url }: { readonly id: string; readonly url: string }): {
  id: string;
  origin: string;
} {
  return { id, origin: new URL(url).origin };
}
