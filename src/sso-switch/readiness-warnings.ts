import type { IdpTrustStatus } from '../idp-trust/idp-trust.service';
import type { UserMatches } from '../ram-users/matched-users.service';
import type { LastTest } from './last-test';

export interface ReadinessWarning {
  readonly code: string;
  readonly message: string;
}

export interface ReadinessFacts {
  readonly trust: IdpTrustStatus | null;
  readonly lastTest: LastTest | null;
  readonly users: Pick<UserMatches, 'active' | 'matched'>;
}

/** What speaks against switching single sign-on on, the gravest first. */
export function readinessWarnings({ trust, lastTest, users }: ReadinessFacts): ReadinessWarning[] {
  return [
    ...ofTrust(trust),
    ...(trust ? ofTest(lastTest) : []),
    ...ofUsers(users),
    ...(trust?.warnings ?? []),
  ];
}

function ofTrust(trust: IdpTrustStatus | null): ReadinessWarning[] {
  if (!trust)
    return [
      warning(
        'not_configured',
        'The tenant has no identity provider: nobody could sign in. Upload its metadata.',
      ),
    ];
  if (trust.isUsable) return [];
  return [
    warning(
      'no_usable_key',
      "None of the identity provider's keys is believed: nobody could sign in. Have it sign with an RSA key of 2048 bits or more, or an EC key, and upload its metadata anew.",
    ),
  ];
}

function ofTest(lastTest: LastTest | null): ReadinessWarning[] {
  if (!lastTest)
    return [warning('not_tested', 'No sign-in was tested yet. Make a test link, and sign in by it.')];
  if (lastTest.isOutdated)
    return [warning('test_outdated', 'The trust has changed since the last test. Test once more.')];
  if (lastTest.isPassed) return [];
  return [
    warning(
      'test_failed',
      `The last test was refused (${lastTest.code ?? ''}). Its report says what to mend; test once more then.`,
    ),
  ];
}

function ofUsers({ active, matched }: ReadinessFacts['users']): ReadinessWarning[] {
  if (active === 0)
    return [
      warning(
        'no_users',
        'The tenant has no active user: nobody could sign in. Create them, or import a list.',
      ),
    ];
  if (matched === active) return [];
  return [
    warning(
      'users_unmatched',
      `No assertion of the last days named ${active - matched} of ${active} active users: if the identity provider knows them by other names, they would be locked out.`,
    ),
  ];
}

function warning(code: string, message: string): ReadinessWarning {
  return { code, message };
}
