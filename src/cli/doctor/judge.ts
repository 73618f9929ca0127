import type { DatabaseState } from '../../database/read-database-state';
import type { PlatformDashboard, TenantDashboard } from '../../sdk/sdk';
import { type Finding, ok, skipped, wrong } from './finding';

const SOON_DAYS = 30;

/** Below that many there is none for a node that starts, or takes another's place. */
const FREE_CONNECTIONS = 5;

/** @param name of the database, as people write it */
export function judgeServer(name: string, { takesWrites, connections }: DatabaseState): readonly Finding[] {
  const { used, limit } = connections;
  const found = `${used} of ${limit} are taken, by whomever`;
  return [
    takesWrites
      ? ok('database', `${name} answers`)
      : wrong('database', `${name} takes no writes`, 'let DATABASE_URL lead to the primary'),
    limit - used >= FREE_CONNECTIONS
      ? ok('connections', found)
      : wrong('connections', found, 'raise max_connections, run fewer nodes, or put a pooler in between'),
  ];
}

export function judgeMigrations({ missing, unknown }: Pick<DatabaseState, 'missing' | 'unknown'>): Finding {
  const subject = 'migrations';
  if (unknown.length > 0) {
    return wrong(
      subject,
      `the database is of a newer version: this one does not know ${unknown.join(', ')}`,
      'run the version that it was migrated by',
    );
  }
  if (missing.length === 0) return ok(subject, 'all are applied');
  return wrong(
    subject,
    `${missing.length} are not applied: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', …' : ''}`,
    'start the service, which applies them',
  );
}

/** @param held fingerprints of MASTER_KEY and, in a rotation, of NEW_MASTER_KEY. @param inForce of those that the database is sealed under */
export function judgeMasterKey(held: readonly string[], inForce: readonly string[]): Finding {
  const subject = 'master key';
  const [own, next] = held;
  if (inForce.length === 0) return ok(subject, `none is in force yet: ${own ?? ''} will be`);
  if (inForce.some((id) => !held.includes(id))) {
    return wrong(
      subject,
      `MASTER_KEY has the fingerprint ${held.join(' and NEW_MASTER_KEY ')}; in force is ${inForce.join(' and ')}`,
      'set MASTER_KEY to the key in force: was it rotated, or is this the database of another service?',
    );
  }
  const isNext = own !== undefined && !inForce.includes(own);
  return ok(
    subject,
    isNext
      ? `the rotation is done: NEW_MASTER_KEY (${next ?? ''}) is in force, let MASTER_KEY be it`
      : `MASTER_KEY (${own ?? ''}) is the one in force`,
  );
}

type Ending = TenantDashboard['endings'][number] & { readonly tenant?: string };

const KINDS: Readonly<Record<Ending['kind'], readonly [string, string]>> = {
  idp_certificate: ["the IdP's certificate", "let the IdP's administrator publish the next one"],
  idp_metadata: ["the IdP's metadata", 'import them anew, or give their address: ram-sso idp set --help'],
  sp_key: ['our key', 'rotate it: ram-sso keys --help'],
};

/** Keys and certificates that end within a month, each of its own. */
export function judgeEndings(endings: readonly Ending[], tenant: string | undefined): readonly Finding[] {
  const soon = endings.filter(({ daysLeft }) => daysLeft <= SOON_DAYS);
  if (soon.length === 0) return [ok('keys and certificates', `none ends within ${SOON_DAYS} days`)];
  return soon.map((ending) => {
    const [what, advice] = KINDS[ending.kind];
    const subject = `tenant ${ending.tenant ?? tenant ?? ''}`;
    const days = ending.daysLeft > 0 ? `ends in ${ending.daysLeft} days` : 'has ended';
    return wrong(subject, `${what} (${ending.subject}) ${days}: ${ending.notAfter}`, advice);
  });
}

/** Of many tenants so many are named. */
const NAMED_TENANTS = 5;

/** What to do, by why nobody signs in; to be switched off is no fault. */
const UNUSABLE: Readonly<Partial<Record<PlatformDashboard['unusable'][number]['reason'], string>>> = {
  not_configured:
    'single sign-on is on there, and no IdP is known: ram-sso idp set --help; or switch it off: ram-sso sso off --tenant ALIAS',
  certificates_expired: "let the IdP's administrator publish the next certificate, and refresh",
  refresh_failing: 'see why: ram-sso idp health --tenant ALIAS',
};

/** Tenants of which nobody can sign in, or soon. A new one has single sign-on on and no IdP yet: that is told, and no fault. */
export function judgeUnusable(unusable: PlatformDashboard['unusable']): readonly Finding[] {
  const failing = unusable.flatMap(({ reason, count, more, tenants }) => {
    const advice = UNUSABLE[reason];
    if (advice === undefined || count === 0) return [];
    const named = tenants.slice(0, NAMED_TENANTS).join(', ');
    const rest = count > NAMED_TENANTS ? ', …' : '';
    const tell = reason === 'not_configured' ? skipped : wrong;
    return [
      tell(
        'trust in IdPs',
        `${reason} for ${count === 1 ? 'one tenant' : `${count} tenants`}${more ? ' or more' : ''}: ${named}${rest}`,
        advice,
      ),
    ];
  });
  return failing.length > 0
    ? failing
    : [
        ok(
          'trust in IdPs',
          'every tenant with single sign-on has one, metadata addresses answer, none has run out',
        ),
      ];
}

export function judgeTrust(
  alias: string,
  { status, warnings }: Pick<TenantDashboard, 'status' | 'warnings'>,
): readonly Finding[] {
  const subject = `trust of ${alias}`;
  const told = warnings.map(({ code, message }) => `${code}: ${message}`).join('; ');
  const isFailing = status === 'failing' || warnings.some(({ code }) => code === 'refresh_failing');
  if (isFailing) return [wrong(subject, told || status, `see more: ram-sso idp health --tenant ${alias}`)];
  return [ok(subject, told === '' ? status : `${status} (${told})`)];
}
