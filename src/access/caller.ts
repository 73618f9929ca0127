import type { RequiredRole } from '../http/required-role';
import type { TenantRef } from '../http/tenant-ref';
import type { TokenRole } from './api-token.entity';
import { type Sentence, say } from '../sentences/sentence';

/** Whose token a request came with. */
export interface Caller {
  /** As audit names it: `platform`, `api-token:<id>`. */
  readonly actor: string;
  readonly role: TokenRole;
  /** Null: the platform's, and good for every tenant. */
  readonly tenant: TenantRef | null;
}

/** The reason why the caller must not; undefined where it may. Nothing about the tenant of the path has been looked up for it. */
export function refusalOf(
  caller: Caller,
  required: RequiredRole,
  alias: string | undefined,
): Sentence | undefined {
  const [scope, role] = splitRole(required);
  if (scope === 'platform' && caller.tenant)
    return say`This is the platform's; the token belongs to one tenant.`;
  if (scope === 'tenant' && alias === undefined) return say`This route names no tenant to hold the token to.`;
  if (caller.tenant && scope === 'tenant' && caller.tenant.alias !== alias) {
    return say`The token belongs to the tenant ${caller.tenant.alias}, and reaches that one alone.`;
  }
  if (role === 'admin' && caller.role !== 'admin') return say`The token is a viewer; this needs an admin.`;
  return undefined;
}

function splitRole(required: RequiredRole): ['platform' | 'tenant', TokenRole] {
  switch (required) {
    case 'platform.admin':
      return ['platform', 'admin'];
    case 'platform.viewer':
      return ['platform', 'viewer'];
    case 'admin':
    case 'viewer':
      return ['tenant', required];
  }
}
