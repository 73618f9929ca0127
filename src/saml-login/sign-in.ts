import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { type SignInAttempt, type SignInFindings, SignInRepository } from './sign-in.repository';

/** A login is one statement; where it may confirm a trial it is a transaction with that event, which others are told of. */
@Injectable()
export class SignIn {
  constructor(
    private readonly signIns: SignInRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
  ) {}

  async run(attempt: SignInAttempt): Promise<SignInFindings> {
    const isPlain = attempt.trialEndsAt === null;
    const findings = await (isPlain ? this.signIns.signIn(attempt) : this.confirm(attempt));
    if (findings.isSignedIn) this.audit.noteWritten('login', 'success');
    return findings;
  }

  private confirm(attempt: SignInAttempt): Promise<SignInFindings> {
    return this.transactions.run(async (tx) => {
      const findings = await this.signIns.signInWithin(tx, attempt);
      if (findings.confirmedBy !== null) await this.tell(tx, attempt, findings.confirmedBy);
      return findings;
    });
  }

  private tell(
    tx: EntityManager,
    { tenantId, session, context }: SignInAttempt,
    userName: string,
  ): Promise<void> {
    return this.audit.append(tx, {
      tenantId,
      type: 'sso.confirmed',
      userName,
      details: { by: 'login', sessionId: session.id },
      context: { ...context, actor: `user:${userName}` },
    });
  }
}
