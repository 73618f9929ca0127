import { checkLogin } from '../saml/login/check-login';
import type { LoginExpectations } from '../saml/login/expectations';
import type { LoginCheck, LoginProgress } from '../saml/login/progress';
import type { VerifiedLogin } from '../saml/login/verified-login';
import type { LoginTally } from './login-tally';

/** The first check of what was parsed. */
const FIRST_AFTER_PARSING: LoginCheck = 'status';

/** Checks the responses of one tenant, and notes how long each took: also of those that it refuses. */
export class TimedCheck implements LoginProgress {
  private readonly expectations: LoginExpectations;
  private parsedAt: number | undefined;

  constructor(
    expectations: LoginExpectations,
    private readonly tally: LoginTally,
  ) {
    this.expectations = { ...expectations, progress: this };
  }

  /** @throws SamlRefusal */
  run(samlResponse: string, now: Date): VerifiedLogin {
    const beganAt = performance.now();
    this.parsedAt = undefined;
    try {
      return checkLogin(samlResponse, this.expectations, now);
    } finally {
      this.note(beganAt, performance.now());
    }
  }

  /** A check runs to its end before another begins: it waits for nothing. */
  began(check: LoginCheck): void {
    if (check === FIRST_AFTER_PARSING) this.parsedAt = performance.now();
  }

  signed(): void {
    // Nothing of it is told.
  }

  private note(beganAt: number, endedAt: number): void {
    const { parsedAt = endedAt } = this;
    this.tally.noteStep('parse', beganAt, parsedAt);
    if (parsedAt !== endedAt) this.tally.noteStep('verify', parsedAt, endedAt);
  }
}
