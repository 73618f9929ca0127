import type { Readiness } from '../../sdk/sdk';
import { ssoOf } from '../nouns/views';
import { readable } from '../output/cells';
import { formatPairs, formatTable } from '../output/table';
import type { Colours } from '../terminal/colours';
import { printable } from '../terminal/printable';

/** What speaks against switching single sign-on on, for people: who would be locked out by name, as far as the service tells. */
export function showReadiness(readiness: Readiness, colours: Colours): string {
  const { users, trust, lastTest, warnings } = readiness;
  const facts = formatPairs(
    [
      ['single sign-on', ssoOf(readiness)],
      ['trust', trust ? `${trust.entityId}${trust.usable ? '' : ' (not usable)'}` : 'none'],
      ['last test', sayTest(lastTest)],
      ['active users', String(users.active)],
      ['matched lately', String(users.matched)],
      ['would be locked out', String(users.wouldBeLockedOut.count)],
    ],
    colours,
  );
  const locked = users.wouldBeLockedOut.first.map(({ userName, displayName, lastLoginAt }) => [
    userName,
    displayName ?? '',
    readable(lastLoginAt) || 'never',
  ]);
  return [
    facts,
    ...(locked.length > 0
      ? [formatTable(['WOULD BE LOCKED OUT', 'NAME', 'LAST LOGIN'], locked, colours)]
      : []),
    warnings.map(({ code, message }) => `${colours.yellow(`! ${code}:`)} ${printable(message)}\n`).join(''),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function sayTest(test: Readiness['lastTest']): string {
  if (!test) return 'none';
  const end = test.passed ? 'passed' : `failed (${test.code ?? 'no code'})`;
  const who = test.userName === null ? '' : `, ${test.userName}`;
  return `${end}, ${readable(test.testedAt)}${who}${test.outdated ? '; the trust is another since' : ''}`;
}
