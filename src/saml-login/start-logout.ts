import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { RequestContext } from '../http/request';
import { writeLogoutRequest } from '../saml/messages/logout-request';
import type { NameId } from '../saml/messages/name-id';
import { writeMessageId } from '../saml/messages/message-id';
import { takeRandomBytes } from '../secrets/entropy';
import { newSecret } from '../secrets/tokens';
import { type SignedIn, SessionsService } from '../sessions/sessions.service';
import { Clock } from '../settings/clock';
import { TenantsService } from '../tenants/tenants.service';
import { type CarriedMessage, carryMessage } from './carry-message';
import type { LoginTrust } from './login-trust';
import { chooseSloService } from './slo-service';
import { TenantStrategies } from './tenant-strategies';

const LIFETIME_MS = 5 * 60_000;

/** Ends the session of this browser, here first, then at the IdP where it offers single logout (saml-profiles 4.4.3.1). */
@Injectable()
export class StartLogout {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly strategies: TenantStrategies,
  ) {}

  /** @returns the LogoutRequest to carry to the IdP; undefined where there is no session, or no single logout at the IdP */
  async start(
    sessionCookie: string | undefined,
    context: RequestContext,
  ): Promise<CarriedMessage | undefined> {
    const session = sessionCookie === undefined ? null : await this.sessions.findAnywhere(sessionCookie);
    if (!session) return undefined;
    await this.endHere(session, context);
    const trust = await this.currentTrust(session.tenantAlias);
    return trust ? this.carryRequest(session, trust) : undefined;
  }

  /** Nothing is written from here on that could name the trust's version, so it is asked for: no user is sent to a former IdP. */
  private async currentTrust(alias: string): Promise<LoginTrust | null> {
    const gate = await this.strategies.find(alias);
    if (!gate) return null;
    const isCurrent = await this.transactions.run((tx) => this.tenants.isCurrent(tx, gate.tenant));
    if (isCurrent) return gate.trust;
    this.strategies.drop(gate);
    return (await this.strategies.find(alias))?.trust ?? null;
  }

  private async endHere({ tenantId, sessionId, user }: SignedIn, context: RequestContext): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.sessions.end(tx, tenantId, sessionId))) return;
      await this.audit.append(tx, {
        tenantId,
        type: 'logout',
        userName: user.userName,
        details: { sessionId, begunAt: 'service' },
        context: { ...context, actor: `user:${user.userName}` },
      });
    });
  }

  private async carryRequest(session: SignedIn, trust: LoginTrust): Promise<CarriedMessage | undefined> {
    const service = chooseSloService(trust.idp);
    if (!service) return undefined;
    const now = this.clock.now();
    const { binding, location } = service;
    const xml = writeLogoutRequest({
      id: writeMessageId(now, takeRandomBytes(16)),
      issueInstant: now,
      destination: location,
      issuer: trust.sp.entityId,
      notOnOrAfter: new Date(now.getTime() + LIFETIME_MS),
      nameId: nameIdOf(session),
      sessionIndexes: session.sessionIndex === null ? [] : [session.sessionIndex],
    });
    return carryMessage(
      'SAMLRequest',
      xml,
      { binding, location, relayState: newSecret() },
      await trust.signing(),
    );
  }
}

/** As the IdP named the user at sign-in, qualifiers and all: it compares them (saml-profiles 4.4.4.1). */
function nameIdOf({ nameId, nameIdFormat, nameQualifier, spNameQualifier }: SignedIn): NameId {
  return {
    value: nameId,
    format: nameIdFormat ?? undefined,
    nameQualifier: nameQualifier ?? undefined,
    spNameQualifier: spNameQualifier ?? undefined,
  };
}
