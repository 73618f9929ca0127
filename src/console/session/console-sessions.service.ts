import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service';
import { Transactions } from '../../database/transactions';
import type { RequestContext } from '../../http/request';
import { newId } from '../../secrets/ids';
import { hashSecret, newSecret } from '../../secrets/tokens';
import { Clock } from '../../settings/clock';
import { ConsoleSessionsRepository, type FoundConsoleSession } from './console-sessions.repository';
import { type Credential, Credentials, isOfSetupLink } from './credentials';
import { formTokenOf } from './form-token';
import type { ConsoleViewer } from './standing';

const LIFETIME_MS = 8 * 3600_000;
const IDLE_MS = 3600_000;
const SEEN_EVERY_MS = 60_000;

/** How long after he showed that it is he a viewer may do what is dangerous. */
const CONFIRMED_MS = 10 * 60_000;

/**
 * Sessions of the console: eight hours at most, one without a request, and never longer than what they were opened with. Those of a set-up
 * link last as long as it.
 */
@Injectable()
export class ConsoleSessions {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly repository: ConsoleSessionsRepository,
    private readonly credentials: Credentials,
    private readonly audit: AuditService,
  ) {}

  /** @returns the cookie's secret */
  async open(
    { credential, standing, shownAt, expiresAt }: Credential,
    context: RequestContext,
  ): Promise<string> {
    const [secret, now] = [newSecret(), this.clock.now()];
    const session = {
      id: newId(),
      tenantId: standing.tenant?.id ?? null,
      tokenHash: hashSecret(secret),
      credential,
      issuedAt: now,
      seenAt: now,
      expiresAt: expiresAt ?? new Date(now.getTime() + LIFETIME_MS),
      confirmedAt: shownAt ?? now,
      ip: context.ip,
      userAgent: context.userAgent,
    };
    await this.transactions.run(async (tx) => {
      await this.repository.insert(tx, session);
      await this.audit.append(tx, {
        tenantId: session.tenantId,
        type: 'console.entered',
        details: { role: standing.role },
        context: { ...context, actor: standing.actor },
      });
    });
    return secret;
  }

  /** Null where it has ended, or where what it was opened with stands no more. */
  async find(secret: string, ip: string): Promise<ConsoleViewer | null> {
    const found = await this.repository.find(hashSecret(secret));
    const now = this.clock.now();
    if (!found || !isLive(found, now)) return null;
    const standing = await this.credentials.find(found.credential, found.tenantId, ip);
    if (!standing || (standing.tenant?.id ?? null) !== found.tenantId) return null;
    if (now.getTime() - found.seenAt.getTime() >= SEEN_EVERY_MS)
      await this.repository.noteSeen(found.id, now);
    const { id: sessionId, credential, issuedAt, expiresAt, confirmedAt } = found;
    const facts = { sessionId, credential, issuedAt, expiresAt, confirmedAt };
    return { ...standing, ...facts, formToken: formTokenOf(secret) };
  }

  /** He showed again that it is he, with what the session lives by from now on. */
  confirm({ sessionId }: ConsoleViewer, { credential, shownAt }: Credential): Promise<void> {
    return this.repository.noteConfirmed(sessionId, credential, shownAt ?? this.clock.now());
  }

  async end(viewer: ConsoleViewer, context: RequestContext): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.repository.delete(tx, viewer.sessionId))) return;
      await this.audit.append(tx, {
        tenantId: viewer.tenant?.id ?? null,
        type: 'console.left',
        details: {},
        context,
      });
    });
  }

  /** Whether somebody who showed then that it is he need not do so again. */
  isRecent(shownAt: Date | undefined): boolean {
    return shownAt !== undefined && this.clock.now().getTime() - shownAt.getTime() < CONFIRMED_MS;
  }
}

function isLive({ credential, expiresAt, seenAt }: FoundConsoleSession, now: Date): boolean {
  const isIdle = now.getTime() - seenAt.getTime() >= IDLE_MS && !isOfSetupLink(credential);
  return expiresAt > now && !isIdle;
}
