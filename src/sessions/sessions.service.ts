import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { isInNetworks } from '../tenants/network-masks';
import { parseSessionCookie } from './session-cookie';
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
  constructor(private readonly repository: SessionsRepository) {}

  /**
   * Null where the cookie stands for no live session. From outside the tenant's networks the session is not told of, but it lives on.
   */
  async find(cookieValue: string, ip: string): Promise<SignedIn | 'outside_network' | null> {
    const found = await this.look(cookieValue);
    if (!found) return null;
    return isInNetworks(ip, found.loginNetworkMasks) ? toSignedIn(found) : 'outside_network';
  }

  /** Wherever the browser is: for signing out, which no network forbids. */
  async findAnywhere(cookieValue: string): Promise<SignedIn | null> {
    const found = await this.look(cookieValue);
    return found && toSignedIn(found);
  }

  /** Live ones, newest first; one more than the page's limit where there are more. */
  list(tenantId: string, page: PageRequest): Promise<ListedSession[]> {
    return this.repository.list(tenantId, page);
  }

  /** @returns false where it had ended before */
  end(tenantId: string, sessionId: string, tx?: EntityManager): Promise<boolean> {
    return this.repository.delete(tenantId, sessionId, tx);
  }

  /** Call it in the transaction that writes the event. */
  endByNameId(tx: EntityManager, tenantId: string, loggedOut: LoggedOut): Promise<EndedSession[]> {
    return this.repository.deleteByNameId(tx, tenantId, loggedOut);
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
  const userPrincipalName = `${userName}@${defaultDomain}`;
  return { ...session, user: { id: userId, userName, userPrincipalName, displayName } };
}
