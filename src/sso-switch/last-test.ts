import type { IdpTrustStatus } from '../idp-trust/idp-trust.service';

export interface LastTest {
  readonly testedAt: Date;
  /** All held, but perhaps that single sign-on is off. */
  readonly isPassed: boolean;
  readonly code: string | null;
  readonly userName: string | null;
  /** The trust has become another since. */
  readonly isOutdated: boolean;
}

interface TestEvent {
  readonly time: Date;
  readonly code: string | null;
  readonly userName: string | null;
}

/** Whether single sign-on is on is the last thing that a test looks at: where it fails by that, all before it held. */
export function lastTestOf({ time, code, userName }: TestEvent, trust: IdpTrustStatus | null): LastTest {
  return {
    testedAt: time,
    isPassed: code === null || code === 'sso.disabled',
    code,
    userName,
    isOutdated: trust === null || time < trust.updatedAt,
  };
}
