import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { readCookie } from '../http/cookies';
import type { PageRequest } from '../http/list-page';
import { Problem } from '../http/problem';
import { RateLimits } from '../http/rate-limits';
import { type RamRequest, requestContext } from '../http/request';
import { writePrincipalName } from '../principal-names/principal-name';
import { isInNetworks } from '../tenants/network-masks';
import { Settings } from '../settings/settings';
import { parseSessionCookie, sessionCookieName } from './session-cookie';
import {
  type EndedSession,
  type FoundSession,
  type ListedSession,
  type LoggedOut,
  SessionsRepository,
} from './sessions.repository';

/** Who a session cookie stands for. */
export interface SignedIn {
  readonly tenantId: string;
  readonly tenantAlias: string;
  readonly sessionId: string;
  readonly user: {
    readonly id: string;
    readonly userName: string;
    readonly userPrincipalName: string;
    readonly displayName: string | null;
  };
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly authnInstant: Date;
  readonly nameId: string;
  readonly nameIdFormat: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
  readonly sessionIndex: string | null;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly settings: Settings,
    private readonly repository: SessionsRepository,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Null where the request's cookie stands for no live session. From outside the tenant's networks the session is not told of, but it
   * lives on. Throws `sso.network_forbidden`.
   */
  async findOf(request: RamRequest): Promise<SignedIn | null> {
    const cookie = this.cookieOf(request);
    const found = cookie === undefined ? null : await this.look(cookie);
    if (!found || isInNetworks(requestContext(request).ip, found.loginNetworkMasks))
      return found && toSignedIn(found);
    const detail = 'You are signed in, but the tenant does not accept sessions from this network.';
    throw new Problem('sso.network_forbidden', detail);
  }

  /** Counts a cookie that stood for no session. @returns what to answer instead, where its tenant has had too many */
  countMiss(request: RamRequest): Problem | undefined {
    const cookie = this.cookieOf(request);
    const key = cookie === undefined ? null : parseSessionCookie(cookie);
    return key ? this.limits.countRefusal('session', key.tenantId, requestContext(request).ip) : undefined;
  }

  /** Wherever the browser is: for signing out, which no network forbids. */
  async findAnywhere(cookieValue: string): Promise<SignedIn | null> {
    const found = await this.look(cookieValue);
    return found && toSignedIn(found);
  }

  /** Null where it has ended, or where the tenant does not accept sessions from that address. */
  async findById(tenantId: string, sessionId: string, ip: string): Promise<SignedIn | null> {
    const found = await this.repository.findById(tenantId, sessionId);
    return found && isInNetworks(ip, found.loginNetworkMasks) ? toSignedIn(found) : null;
  }

  /** Live ones, newest first; one more than the page's limit where there are more. */
  list(tenantId: string, page: PageRequest): Promise<ListedSession[]> {
    return this.repository.list(tenantId, page);
  }

  /** Of the live ones, counted up to `most`. */
  count(tenantId: string, most: number): Promise<number> {
    return this.repository.count(tenantId, most);
  }

  /** @returns false where it had ended before */
  end(tx: EntityManager, tenantId: string, sessionId: string): Promise<boolean> {
    return this.repository.delete(tx, tenantId, sessionId);
  }

  /** Call it in the transaction that writes the event. */
  endByNameId(tx: EntityManager, tenantId: string, loggedOut: LoggedOut): Promise<EndedSession[]> {
    return this.repository.deleteByNameId(tx, tenantId, loggedOut);
  }

  private cookieOf(request: RamRequest): string | undefined {
    return readCookie(request, sessionCookieName(this.settings.baseUrl));
  }

  private async look(cookieValue: string): Promise<FoundSession | null> {
    const key = parseSessionCookie(cookieValue);
    return key && this.repository.find(key);
  }
}

function toSignedIn({
  userId,
  userName,
  displayName,
  defaultDomain,
  loginNetworkMasks: _,
  ...session
}: FoundSession): SignedIn {
  const userPrincipalName = writePrincipalName(userName, defaultDomain);
  return { ...session, user: { id: userId, userName, userPrincipalName, displayName } };
}
