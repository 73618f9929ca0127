import { Injectable } from '@nestjs/common';
import { RateLimits } from '../http/rate-limits';
import { Problem } from '../http/problem';
import { tokenMissing } from '../http/admission';
import { hashSecret, isEqual } from '../secrets/tokens';
import { Settings } from '../settings/settings';
import { ApiTokensRepository, type FoundToken } from './api-tokens.repository';
import { readBearerToken } from './bearer-token';
import type { Caller } from './caller';
import { TokenUses } from './token-uses';
import { say } from '../sentences/sentence';

/** Whoever has the admin token. */
export const PLATFORM: Caller = { actor: 'platform', role: 'admin', tenant: null };

/** Who sent a request, by its bearer token (RFC 6750): the platform administrator, or an API token. */
@Injectable()
export class Authenticate {
  private readonly adminTokenHash: Buffer;

  constructor(
    settings: Settings,
    private readonly limits: RateLimits,
    private readonly tokens: ApiTokensRepository,
    private readonly uses: TokenUses,
  ) {
    this.adminTokenHash = hashSecret(settings.adminToken);
  }

  /**
   * Throws `auth.required`, or `request.rate_limited` once too many tokens from that address, or for that tenant, were none. A good
   * token is never held back: whoever shares its address must not lock its owner out.
   * @param alias the tenant that is asked for, as it came
   */
  async run(authorization: string | undefined, ip: string, alias?: string): Promise<Caller> {
    const token = readBearerToken(authorization);
    if (token === undefined) throw tokenMissing('no Authorization header came');
    if (token === null) throw tokenMissing('the Authorization header holds none');
    const hash = hashSecret(token);
    // Compared by hash: of one length, and nothing of the token shows in the time it takes.
    if (isEqual(hash, this.adminTokenHash)) return PLATFORM;
    const found = await this.tokens.findValid(hash);
    if (!found) {
      this.limits.take('failed-authentication', ip);
      throw this.limits.countRefusal('authentication', alias ?? '', ip) ?? tokenInvalid();
    }
    if (found.isUseUnnoted) this.uses.note(found.id);
    return callerOf(found);
  }
}

export function callerOf(found: Omit<FoundToken, 'isUseUnnoted'>): Caller {
  return { actor: `api-token:${found.id}`, role: found.role, tenant: tenantOf(found) };
}

/** Null for the platform's own: a tenant's whose tenant is not found must not be taken for one. */
function tenantOf({ tenantId, tenantAlias }: Omit<FoundToken, 'isUseUnnoted'>): Caller['tenant'] {
  if (tenantId === null) return null;
  if (tenantAlias === null) throw tokenInvalid();
  return { id: tenantId, alias: tenantAlias };
}

/** One answer for a token that never was, was deleted or has expired. */
function tokenInvalid(): Problem {
  return new Problem(
    'auth.required',
    say`The token is unknown, was deleted, or has expired: create another.`,
    {
      headers: {
        'www-authenticate':
          'Bearer realm="ram-sso", error="invalid_token", error_description="unknown, deleted or expired"',
      },
    },
  );
}
