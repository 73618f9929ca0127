import type { PlatformDashboard, TenantDashboard } from '../../sdk/sdk';
import { readable } from '../output/cells';
import { formatPairs, formatTable } from '../output/table';
import type { Colours } from '../terminal/colours';
import { printable } from '../terminal/printable';

type Logins = TenantDashboard['logins'];
type Endings = PlatformDashboard['endings'] | TenantDashboard['endings'];

export function showPlatformDashboard(
  { checkedAt, tenants, logins, endings, unusable }: PlatformDashboard,
  colours: Colours,
): string {
  const facts = formatPairs(
    [['at', readable(checkedAt)], ['tenants', sayCount(tenants)], ...sums(logins)],
    colours,
  );
  const failing = unusable.filter(({ count }) => count > 0);
  return parts(
    facts,
    tableOf(
      ['NOBODY CAN SIGN IN', 'COUNT', 'TENANTS'],
      failing.map((one) => [one.reason, sayCount(one), one.tenants.join(', ')]),
      colours,
    ),
    showEndings(endings, colours),
    showLogins(logins, colours),
  );
}

export function showTenantDashboard(
  { checkedAt, status, warnings, users, sessions, logins, endings }: TenantDashboard,
  colours: Colours,
): string {
  const paint = { ok: colours.green, warning: colours.yellow, failing: colours.red }[status];
  const facts = formatPairs(
    [
      ['at', readable(checkedAt)],
      ['status', status],
      ['users', sayCount(users)],
      ['sessions', sayCount(sessions)],
      ...sums(logins),
    ],
    colours,
  ).replace(status, paint(status));
  const said = warnings.map(({ code, message }) => `${colours.yellow(`! ${code}:`)} ${printable(message)}\n`);
  return parts(facts, said.join(''), showEndings(endings, colours), showLogins(logins, colours));
}

function sums({ days }: Logins): (readonly [string, string])[] {
  const sum = (name: 'succeeded' | 'refused'): string =>
    String(days.reduce((all, day) => all + day[name], 0));
  return [
    ['sign-ins in thirty days', sum('succeeded')],
    ['refused in thirty days', sum('refused')],
  ];
}

/** Days on which nobody came are left out. */
function showLogins({ days, refusals }: Logins, colours: Colours): string {
  const busy = days.filter(({ succeeded, refused }) => succeeded + refused > 0);
  return parts(
    tableOf(
      ['DAY', 'SIGN-INS', 'REFUSED'],
      busy.map(({ day, succeeded, refused }) => [day, String(succeeded), String(refused)]),
      colours,
    ),
    tableOf(
      ['REFUSED BY', 'COUNT'],
      refusals.map(({ code, count }) => [code, String(count)]),
      colours,
    ),
  );
}

const KINDS = {
  idp_certificate: "the IdP's certificate",
  idp_metadata: "the IdP's metadata",
  sp_key: 'our key',
} as const;

function showEndings(endings: Endings, colours: Colours): string {
  return tableOf(
    ['WHAT ENDS', 'UNTIL', 'DAYS LEFT', 'TENANT', 'SUBJECT'],
    endings.map((one) => [
      KINDS[one.kind],
      readable(one.notAfter),
      String(one.daysLeft),
      'tenant' in one ? one.tenant : '',
      one.subject,
    ]),
    colours,
  );
}

function tableOf(titles: readonly string[], rows: readonly (readonly string[])[], colours: Colours): string {
  return rows.length === 0 ? '' : formatTable(titles, rows, colours);
}

function sayCount({ count, more }: { readonly count: number; readonly more: boolean }): string {
  return more ? `more than ${count}` : String(count);
}

function parts(...all: readonly string[]): string {
  return all.filter((part) => part !== '').join('\n');
}
