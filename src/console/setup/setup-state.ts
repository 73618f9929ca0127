import { Injectable } from '@nestjs/common';
import type { TenantRef } from '../../http/tenant-ref';
import { Clock } from '../../settings/clock';
import { FindReadiness, type Readiness } from '../../sso-switch/find-readiness';
import { isTrialRunning } from '../../tenants/sso-trial';

export const STEPS = ['tenant', 'sp', 'idp', 'users', 'test', 'switch'] as const;
export type Step = (typeof STEPS)[number];
export type StepState = 'done' | 'open' | 'attention' | 'running';
export type StepStates = Readonly<Record<Step, StepState>>;

/** How far a tenant's set-up is: told by the tenant itself, so that it can be left and taken up again. */
export interface SetupState {
  readonly readiness: Readiness;
  readonly states: StepStates;
}

@Injectable()
export class FindSetupState {
  constructor(
    private readonly clock: Clock,
    private readonly readiness: FindReadiness,
  ) {}

  /** Throws `tenant.not_found` where the tenant has gone meanwhile. */
  async run(tenant: TenantRef): Promise<SetupState> {
    const readiness = await this.readiness.run(tenant);
    return { readiness, states: stepStates(readiness, this.clock.now()) };
  }
}

export function stepStates(readiness: Readiness, now: Date): StepStates {
  const { trust, lastTest, users, ssoEnabled } = readiness;
  const hasAnswered = lastTest !== null || users.matched > 0;
  return {
    tenant: 'done',
    // That the IdP knows our values shows when it answers.
    sp: hasAnswered ? 'done' : 'open',
    idp: trust ? doneIf(trust.isUsable) : 'open',
    users: users.active > 0 ? 'done' : 'open',
    test: lastTest ? doneIf(lastTest.isPassed && !lastTest.isOutdated) : 'open',
    switch: isTrialRunning(readiness, now) ? 'running' : ssoEnabled ? 'done' : 'open',
  };
}

function doneIf(isDone: boolean): StepState {
  return isDone ? 'done' : 'attention';
}
