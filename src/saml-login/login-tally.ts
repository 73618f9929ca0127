import { Injectable } from '@nestjs/common';
import type { Counter, Tally } from '../counters/counter';
import { Counters } from '../counters/counters';
import type { Durations } from '../counters/histogram';
import { isDatabaseUnavailable } from '../database/failures';
import { codes, type ProblemCode } from '../http/codes';
import { Problem } from '../http/problem';
import { Tracing } from '../tracing/traces';

export type LoginStep = 'parse' | 'verify' | 'commit';

const BOUNDS = [
  0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
/** There from the start: what begins with 1 is no increase to Prometheus. */
const REFUSED_WITH = /^(saml|sso|user)\.|^idp\.not_configured$|^request\.rate_limited$/;

/** How logins ended, and how long their steps took: each costs an addition, since every login pays for it. */
@Injectable()
export class LoginTally {
  /** Base64 and XML; signature, decryption and all that follows from signed bytes; the one statement, and the wait for its turn and a connection. */
  private readonly steps: Readonly<Record<LoginStep, Durations>>;
  private readonly logins: Counter<'outcome' | 'code'>;
  private readonly successes: Tally;

  constructor(
    counters: Counters,
    private readonly tracing: Tracing,
  ) {
    this.logins = counters.counter({
      name: 'ram_sso_logins_total',
      help: 'Logins that ended: with a session (success), refused with a code of the API, or failed with one.',
      labels: ['outcome', 'code'],
    });
    this.successes = this.logins.of({ outcome: 'success', code: '' });
    const codesOfRefusals = Object.keys(codes).filter((code) => REFUSED_WITH.test(code));
    for (const code of codesOfRefusals) this.logins.of({ outcome: 'refused', code });
    for (const code of ['unavailable', 'internal']) this.logins.of({ outcome: 'failed', code });
    const steps = counters.histogram({
      name: 'ram_sso_login_step_duration_seconds',
      help: 'How long the steps of a login took: parse, verify, commit.',
      labels: ['step'],
      bounds: BOUNDS,
    });
    this.steps = {
      parse: steps.of({ step: 'parse' }),
      verify: steps.of({ step: 'verify' }),
      commit: steps.of({ step: 'commit' }),
    };
  }

  /** @param beganAt as `performance.now` has it, like the other */
  noteStep(step: LoginStep, beganAt: number, endedAt: number): void {
    this.steps[step].note(endedAt - beganAt);
    this.tracing.traces?.noteStep(`login.${step}`, beganAt, endedAt);
  }

  countSuccess(): void {
    this.successes.add();
  }

  countRefusal(code: ProblemCode): void {
    this.logins.of({ outcome: 'refused', code }).add();
  }

  /** @param error that was thrown in place of an answer: where nobody is to blame but the service, it counts */
  countFailure(error: unknown): void {
    const code = error instanceof Problem ? error.code : failureCode(error);
    if (code === 'unavailable' || code === 'internal') this.logins.of({ outcome: 'failed', code }).add();
  }
}

function failureCode(error: unknown): 'unavailable' | 'internal' {
  return isDatabaseUnavailable(error) ? 'unavailable' : 'internal';
}
