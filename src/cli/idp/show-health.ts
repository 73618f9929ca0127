import type { TrustHealth } from '../../sdk/sdk';
import { readable } from '../output/cells';
import { formatPairs, formatTable } from '../output/table';
import type { Colours } from '../terminal/colours';
import { printable } from '../terminal/printable';

export function showHealth(health: TrustHealth, colours: Colours): string {
  const { status, idp, sp, lastSuccessfulLogin, lastRefusals, warnings } = health;
  const paint = { ok: colours.green, warning: colours.yellow, failing: colours.red }[status];
  const facts = formatPairs(
    [
      ['status', status],
      ['IdP', idp.entityId ?? 'none'],
      ['refreshed', readable(idp.refreshedAt)],
      ['last login', readable(lastSuccessfulLogin?.at) || 'none in ninety days'],
    ],
    colours,
  ).replace(status, paint(status));
  const ends = formatTable(
    ['WHAT ENDS', 'UNTIL', 'DAYS LEFT', 'SUBJECT'],
    [
      ...idp.signingCertificates.map((one) => ['IdP certificate', one] as const),
      ...sp.keys.map((one) => [`our ${one.purpose} key (${one.status})`, one] as const),
    ].map(([what, { notAfter, daysLeft, subject }]) => [what, readable(notAfter), String(daysLeft), subject]),
    colours,
  );
  const refusals = lastRefusals.map(({ code, count, lastAt }) => [code, String(count), readable(lastAt)]);
  return [
    facts,
    ends,
    ...(refusals.length > 0 ? [formatTable(['REFUSED BY', 'COUNT', 'LAST'], refusals, colours)] : []),
    warnings.map(({ code, message }) => `${colours.yellow(`! ${code}:`)} ${printable(message)}\n`).join(''),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
