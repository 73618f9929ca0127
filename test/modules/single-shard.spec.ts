import { Client } from 'pg';
import { StatementBatch } from '../../src/database/statement-batch';
import { LoginCounts } from '../../src/login-counts/login-counts.service';
import { startApp, type TestApp } from '../support/app';
import { beginLogin, makeScene, planFor, postResponse, setCookies, signIn } from '../support/login-scene';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Operation?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Real: Postgres and the whole service. Read: the plan of each statement that it sends. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  // Else what was counted would be stored every ten seconds, in the midst of whatever is asked then.
  jest.spyOn(app.nest.get(LoginCounts, { strict: false }), 'flush').mockResolvedValue();
});
afterAll(() => app.close());

async function record(work: () => Promise<unknown>): Promise<string[]> {
  const sent = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    const texts = sent.mock.calls.flatMap(([query]: unknown[]) => textsOf(query));
    return (
      [...new Set(texts)]
        .filter((text) => /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/.test(text))
        // A reference table, on every shard: read where a refused login is kept, sealed.
        .filter((text) => !text.startsWith('SELECT id FROM master_keys '))
        // What a new connection is told; Postgres is asked for no table.
        .filter((text) => !text.startsWith('SELECT set_config('))
    );
  } finally {
    sent.mockRestore();
  }
}

function textsOf(query: unknown): string[] {
  if (query instanceof StatementBatch) return query.asked.map(({ statement }) => statement.text);
  return [typeof query === 'string' ? query : (query as { text: string }).text];
}

async function planOf(text: string): Promise<PlanNode> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    // Of a big table: what is small anyway is read whole.
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
    );
    const [row] = rows;
    if (!row) throw new Error('no plan');
    return row['QUERY PLAN'][0].Plan;
  } finally {
    await client.end();
  }
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Which parameters a plan's reads are held to as tenant; "none" where one is held to none. */
function tenantParameters(plan: PlanNode): Set<string> {
  const reads = nodesOf(plan).filter((node) => node['Relation Name'] && node['Node Type'] !== 'ModifyTable');
  const parameterOf = (node: PlanNode): string => {
    // Not by a filter, in which it could stand beside an "or".
    const conditions = [node['Index Cond'], node['Recheck Cond']].join(' ');
    const column = node['Relation Name'] === 'tenants' ? 'id' : 'tenant_id';
    const found = new RegExp(`\\(${column} = (\\$\\d+)(?:::uuid)?\\)`).exec(conditions);
    return found?.[1] ?? `none: ${node['Relation Name'] ?? ''} ${conditions}`;
  };
  return new Set(reads.map(parameterOf));
}

/** What tenant the inserted rows are of, as the text has it. */
function insertedTenants(text: string): string[] {
  return text
    .replaceAll('"', '')
    .split('INSERT INTO ')
    .slice(1)
    .map((insert) => {
      const [, column = '', value = ''] =
        /^\w+ ?\((\w+)[^)]*\)\s+(?:SELECT|VALUES \() ?([\w.$]+),/.exec(insert) ?? [];
      return `${column} ${value}`;
    });
}

describe('every statement of the login path', () => {
  it('is about one tenant, named by one parameter: a database sharded by tenant asks one shard', async () => {
    const scene = await makeScene(app);
    // What is kept in memory afterwards is asked for once a change, not once a login.
    await beginLogin(scene);
    await signIn(scene);
    let cookies: Record<string, string> = {};
    const statements = {
      start: await record(() => beginLogin(scene)),
      finish: await record(async () => {
        const begun = await beginLogin(scene);
        const plan = planFor(scene, begun.requestId);
        const answer = await postResponse(scene, scene.idp.post(plan), { cookies: begun.cookies });
        expect(answer.status).toBe(303);
        cookies = setCookies(answer);
      }),
      unsolicited: await record(() => signIn(scene)),
      refused: await record(() =>
        signIn(scene, (plan) => (plan.nameId = `nobody@${scene.tenant.defaultDomain}`)),
      ),
      session: await record(() => app.request('GET', '/session', { cookies })),
      logout: await record(() =>
        app.request('POST', '/logout', { cookies, headers: { origin: app.settings.baseUrl } }),
      ),
    };
    for (const [step, texts] of Object.entries(statements)) {
      expect({ step, isAsked: texts.length > 0 }).toEqual({ step, isAsked: true });
      for (const text of texts) {
        const inserted = insertedTenants(text);
        const [read, ...others] = tenantParameters(await planOf(text));
        const tenant = read ?? inserted[0]?.replace('tenant_id ', '');
        expect({ step, text, tenant, others }).toMatchObject({
          tenant: expect.stringMatching(/^\$\d+$/) as string,
          others: [],
        });
        // `tenant.id` and `id` are those of the tenant that was read by that parameter.
        const known = [tenant, 'tenant.id', 'id', 'confirmed.id'].map((from) => `tenant_id ${from ?? ''}`);
        expect(known).toEqual(expect.arrayContaining(inserted));
      }
    }
  });
});
