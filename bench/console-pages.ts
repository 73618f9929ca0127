import { Client } from 'pg';
import { percentile } from './report/statistics';
import { databaseUrl, type RunningService } from './scene';

const ROUNDS = 15;
const ALIAS = 'bench-console';

export interface ConsoleSize {
  readonly tenants: number;
  readonly users: number;
  /** Of a page's time, from the request to the last byte. */
  readonly mostMilliseconds: number;
}

/**
 * Every page of the console that its links lead to, with so many tenants and so many users in one of them. The first visits of a
 * page are not counted.
 */
export async function measureConsole(service: RunningService, size: ConsoleSize): Promise<string[]> {
  await service.api('POST', '/tenants', { alias: ALIAS });
  await fill(service, size);
  const cookie = await enter(service);
  const paths = await findPages(service, cookie);
  console.log(
    `\nThe ${paths.length} pages of the console, with ${size.tenants} tenants and ${size.users} users in one:`,
  );
  const faults: string[] = [];
  for (const path of paths) {
    const milliseconds = await measurePage(service, cookie, path);
    const median = percentile(milliseconds, 0.5);
    console.log(`  ${median.toFixed(1).padStart(6)} ms  ${path}`);
    if (median > size.mostMilliseconds) faults.push(`${path} takes longer than ${size.mostMilliseconds} ms`);
  }
  return paths.length > 5 ? faults : [...faults, 'the links of the console lead to few pages'];
}

/** By SQL: so many tenants, each with a key of its own, would take hours by the API. */
async function fill(service: RunningService, { tenants, users }: ConsoleSize): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(service) });
  await client.connect();
  try {
    await client.query(
      `WITH made AS (
         INSERT INTO tenants (id, alias, display_name, sso_enabled, idp_initiated_login, login_network_masks, saml, version,
                              created_at, updated_at)
         SELECT gen_random_uuid(), 'company-' || number, 'Company ' || number, true, 'allowed', '{}', '{}', 1, now(), now()
           FROM generate_series(1, $1::integer) AS number
         RETURNING id, alias)
       INSERT INTO tenant_domains (domain, tenant_id, kind) SELECT alias || '.ram.localhost', id, 'default' FROM made`,
      [tenants],
    );
    await client.query(
      `INSERT INTO ram_users (tenant_id, id, user_name, user_name_key, display_name, status, search_key, revision, last_login_at,
                              matched_on, matched_by, created_at, updated_at)
       SELECT tenant.id, gen_random_uuid(), 'person' || number, 'person' || number, 'Person ' || number, 'active',
              'person' || number || ' person ' || number, 1, CASE WHEN number % 3 = 0 THEN now() END,
              CASE WHEN number % 3 = 0 THEN current_date END, CASE WHEN number % 3 = 0 THEN '\\x00'::bytea END, now(), now()
         FROM tenants tenant, generate_series(1, $2::integer) AS number WHERE tenant.alias = $1`,
      [ALIAS, users],
    );
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

async function enter({ url, token }: RunningService): Promise<string> {
  const answer = await fetch(`${url}/admin/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ token }),
  });
  const [cookie = ''] = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  if (answer.status !== 303 || !cookie) throw new Error(`the console did not open: ${answer.status}`);
  return cookie;
}

/** From the first page and the tenant's, as far as links lead: one address of each page. */
async function findPages({ url }: RunningService, cookie: string): Promise<string[]> {
  const waiting = ['/admin', '/admin/tenants', `/admin/tenants/${ALIAS}`];
  const seen = new Set<string>();
  const found: string[] = [];
  for (let path = waiting.shift(); path !== undefined && found.length < 200; path = waiting.shift()) {
    const page = pageOf(path);
    if (seen.has(page)) continue;
    seen.add(page);
    const answer = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });
    const text = await answer.text();
    if (answer.status !== 200 || !text.startsWith('<!doctype html>')) continue;
    found.push(path);
    const links = [...text.matchAll(/href="(\/admin[^"#]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    waiting.push(...links.filter(leadsOn));
  }
  return found.sort();
}

function leadsOn(href: string): boolean {
  return !/^\/admin\/(assets|language|sign-in|enter|confirm)/.test(href);
}

/** Of many users or tenants one is enough; a page further on is one of its own. */
function pageOf(path: string): string {
  const [base = '', query = ''] = path.split('?');
  const named = base
    .replace(/\/tenants\/company-\d+/, '/tenants/:other')
    .replace(/\/users\/named\/[^/]+/, '/users/named/:user')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
  return `${named}?${[...new URLSearchParams(query).keys()].join('&')}`;
}

async function measurePage({ url }: RunningService, cookie: string, path: string): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let round = 0; round < ROUNDS + 3; round += 1) {
    const begun = performance.now();
    const answer = await fetch(`${url}${path}`, { headers: { cookie } });
    await answer.arrayBuffer();
    if (round >= 3) milliseconds.push(performance.now() - begun);
  }
  return milliseconds;
}
