import { Injectable } from '@nestjs/common';
import { type TokenCaller, TokenCallers } from '../../access/token-callers';
import type { TenantRef } from '../../http/tenant-ref';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { type SignedIn, SessionsService } from '../../sessions/sessions.service';
import { setupActor, SetupLinks, type TakenLink } from '../../setup-links/setup-links.service';
import { TenantsService } from '../../tenants/tenants.service';
import type { Standing } from './standing';

/** What a session was opened with, and for whom. */
export interface Credential {
  readonly credential: string;
  readonly standing: Standing;
  /** When he showed that it is he; undefined: just now. */
  readonly shownAt?: Date;
  /** Until when the session lasts, where that is not for the console to say. */
  readonly expiresAt?: Date;
}

const RAM_SESSION = 'ram-session:';
const SETUP_LINK = setupActor('');

/** Whether what a session of the console was opened with still stands: looked up at each request, so what ends there ends here. */
@Injectable()
export class Credentials {
  constructor(
    private readonly tokens: TokenCallers,
    private readonly sessions: SessionsService,
    private readonly users: RamUsersService,
    private readonly links: SetupLinks,
    private readonly tenants: TenantsService,
  ) {}

  /** Throws `auth.required`, or `request.rate_limited` after too many that were none. */
  async ofToken(token: string, ip: string): Promise<Credential> {
    const caller = await this.tokens.require(token, ip);
    return { credential: caller.credential, standing: standingOf(caller) };
  }

  /** Null where the user has no role in the console. */
  async ofSignedIn(signedIn: SignedIn): Promise<Credential | null> {
    const { tenantId, tenantAlias, user, sessionId } = signedIn;
    const role = await this.users.findConsoleRole({ id: tenantId }, user.id);
    if (role === null || role === 'none') return null;
    const standing = {
      kind: 'ram-session' as const,
      actor: `ram-user:${user.userName}`,
      name: user.displayName ?? user.userPrincipalName,
      role,
      tenant: { id: tenantId, alias: tenantAlias },
    };
    return { credential: `${RAM_SESSION}${sessionId}`, standing, shownAt: shownAtOf(signedIn) };
  }

  /** The session lasts as long as the link. */
  ofSetupLink({ id, note, expiresAt }: TakenLink, tenant: TenantRef): Credential {
    const actor = setupActor(id);
    const standing = { kind: 'setup-link' as const, actor, name: note, role: 'setup' as const, tenant };
    return { credential: actor, standing, expiresAt };
  }

  /** @param tenantId of the session; null for the platform's */
  async find(credential: string, tenantId: string | null, ip: string): Promise<Standing | null> {
    if (tenantId !== null && credential.startsWith(RAM_SESSION)) {
      const sessionId = credential.slice(RAM_SESSION.length);
      const signedIn = await this.sessions.findById(tenantId, sessionId, ip);
      return signedIn && ((await this.ofSignedIn(signedIn))?.standing ?? null);
    }
    if (tenantId !== null && isOfSetupLink(credential)) return this.findSetup(credential, tenantId);
    const caller = await this.tokens.find(credential);
    return caller && standingOf(caller);
  }

  private async findSetup(credential: string, tenantId: string): Promise<Standing | null> {
    const link = await this.links.findOpened(tenantId, credential.slice(SETUP_LINK.length));
    const alias = link && (await this.tenants.findAlias(tenantId));
    return link && alias !== null ? this.ofSetupLink(link, { id: tenantId, alias }).standing : null;
  }
}

/** Such a session outlasts a day's work: whoever sets up may have to wait for others. */
export function isOfSetupLink(credential: string): boolean {
  return credential.startsWith(SETUP_LINK);
}

/** An IdP whose clock is ahead makes no proof last longer. */
function shownAtOf({ authnInstant, issuedAt }: SignedIn): Date {
  return authnInstant < issuedAt ? authnInstant : issuedAt;
}

function standingOf({ actor, role, tenant, tokenName }: TokenCaller): Standing {
  const kind = tokenName === null ? 'admin-token' : 'api-token';
  return { kind, actor, name: tokenName, role, tenant };
}
