import { Injectable } from '@nestjs/common';
import { tenantNotFound } from '../../tenants/alias';
import type { TenantRef } from '../../http/tenant-ref';
import { Clock } from '../../settings/clock';
import { LoginTrusts } from '../login-trust';
import { JudgeResponse, type Judgement } from './judge-response';
import { type OpenedLogin, RefusedLogins } from './refused-logins.service';

export interface CheckedLogin {
  readonly opened: OpenedLogin;
  readonly checkedAt: Date;
  readonly judgement: Judgement;
}

/** Would it pass now? Judged by today's trust, settings and users, at the instant at which it came; nothing is opened, used up or written. */
@Injectable()
export class CheckRefusedLogin {
  constructor(
    private readonly clock: Clock,
    private readonly trusts: LoginTrusts,
    private readonly judge: JudgeResponse,
    private readonly refused: RefusedLogins,
  ) {}

  /** Throws `not_found`, `tenant.not_found`. */
  async run(tenant: TenantRef, requestId: string): Promise<CheckedLogin> {
    const opened = await this.refused.require(tenant, requestId);
    // Read anew: what is cached for logins is proven current only by their statements.
    const today = await this.trusts.find(tenant.alias);
    if (today?.tenant.id !== tenant.id) throw tenantNotFound(tenant.alias);
    const judgement = await this.judge.judge(today, opened.arrival);
    return { opened, checkedAt: this.clock.now(), judgement };
  }
}
