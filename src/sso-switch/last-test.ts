import type { IdpTrustStatus } from '../idp-trust/idp-trust.service';

export type TestFailure = Readonly<Partial<Record<(typeof FAILURE)[number], string | undefined>>>;

const FAILURE = ['check', 'expected', 'actual', 'hint'] as const;

export interface LastTest {
  /** By which its report is kept. */
  readonly testId: string | null;
  readonly testedAt: Date;
  /** All held, but perhaps that single sign-on is off. */
  readonly isPassed: boolean;
  readonly code: string | null;
  readonly userName: string | null;
  /** Of the first check that failed, as far as it was kept. */
  readonly failure: TestFailure | null;
  /** The trust has become another since. */
  readonly isOutdated: boolean;
}

interface TestEvent {
  readonly time: Date;
  readonly code: string | null;
  readonly userName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Whether single sign-on is on is the last thing that a test looks at: where it fails by that, all before it held. */
export function lastTestOf(
  { time, code, userName, details }: TestEvent,
  trust: IdpTrustStatus | null,
): LastTest {
  const { testId } = details;
  return {
    testId: typeof testId === 'string' ? testId : null,
    testedAt: time,
    isPassed: code === null || code === 'sso.disabled',
    code,
    userName,
    failure: code === null ? null : failureOf(details),
    isOutdated: trust === null || time < trust.updatedAt,
  };
}

function failureOf(details: TestEvent['details']): TestFailure {
  const texts = FAILURE.map((name) => [name, details[name]] as const);
  return Object.fromEntries(texts.filter(([, text]) => typeof text === 'string'));
}
