import { codeOf, createTenant, createToken, createUser, randomAlias } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { expectContractForm } from '../support/contract-answer';
import { TestIdp } from '../support/idp/test-idp';
import {
  allFieldNames,
  type ApiDescription,
  objectsOf,
  type Operation,
  operationsOf,
  requiredOf,
} from './support/described-api';
import { requestIdOf } from '../support/refused-logins';
import { makeSetupLink } from '../support/setup-links';
import { createWebhook } from '../support/webhook-receiver';
import { HOSTILE_PARTS, hostileQueries, hostileValues, STRANGE_NAMES } from './support/hostile-values';
import { tableNames } from './support/stolen-dump';

/** Text of a field's own type is no wrong request where only a look-up or a parser can tell. */
const OTHER_CODES: Readonly<Record<string, string>> = {
  tenant: 'tenant.not_found',
  metadataXml: 'idp.metadata_invalid',
};

const NAME = '@@NAME@@';
const VALUE = '@@VALUE@@';

/** Every call of the admin API, as the service itself describes it, is sent what it does not describe. */
describe('what a field can not be', () => {
  let app: TestApp;
  let api: ApiDescription;
  let operations: Operation[];
  let metadataXml: string;
  let parameters: Readonly<Record<string, string>>;
  /** What `{id}` is below some paths; elsewhere it is a token's. */
  let ids: readonly (readonly [path: string, id: string])[];

  beforeAll(async () => {
    app = await startApp();
    api = (await app.request('GET', '/openapi.json')).body as ApiDescription;
    operations = operationsOf(api);
    const idp = await TestIdp.create();
    metadataXml = idp.metadata();
    const { alias } = await createTenant(app);
    const { userName } = await createUser(app, alias);
    await app.request('PUT', `/api/v1/tenants/${alias}/idp`, { body: { metadataXml } });
    await createToken(app, 'viewer');
    const tokens = await app.request('GET', '/api/v1/api-tokens');
    const [token] = (tokens.body as { items: { id: string }[] }).items;
    const form = new URLSearchParams({ SAMLResponse: 'x' });
    const requestId = requestIdOf(await app.request('POST', `/saml/${alias}/acs`, { body: form }));
    // Looking stores what was counted of that login, which would be stored later otherwise, beside a test.
    await app.request('GET', `/api/v1/tenants/${alias}/idp/health`);
    parameters = {
      alias,
      userName,
      id: String(token?.id),
      number: '1',
      product: 'okta',
      deliveryId: String(token?.id),
      requestId,
    };
    // What a call that succeeds causes would be tried meanwhile.
    const hook = { url: 'https://hook.example/', enabled: false };
    const key = await app.request('POST', `/api/v1/tenants/${alias}/sp/keys`, {
      body: { purpose: 'encryption' },
    });
    ids = [
      ['/api/v1/webhooks/', (await createWebhook(app, null, hook)).id],
      ['/api/v1/tenants/{alias}/webhooks/', (await createWebhook(app, alias, hook)).id],
      ['/api/v1/tenants/{alias}/setup-links/', (await makeSetupLink(app, alias)).id],
      ['/api/v1/tenants/{alias}/sp/keys/', (key.body as { id: string }).id],
    ];
  });
  afterAll(() => app.close());

  const withBodies = () => operations.filter(({ body }) => body !== undefined);

  function addressOf({ path }: Operation, changed: Readonly<Record<string, string>> = {}): string {
    return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const id = ids.find(([above]) => path.startsWith(above))?.[1];
      const value = changed[name] ?? (name === 'id' ? id : undefined) ?? parameters[name];
      if (value === undefined) throw new Error(`this test knows no ${name}`);
      return value;
    });
  }

  /** What it must have, and names that nothing else has: so it is not refused as a duplicate. */
  function baseOf({ body }: Operation): Record<string, unknown> {
    const base = body ? requiredOf(api, body) : {};
    if ('metadataUrl' in base) return {};
    if ('alias' in base) return { ...base, alias: randomAlias() };
    if ('url' in base) return { ...base, enabled: false };
    return 'userName' in base ? { ...base, userName: randomAlias() } : base;
  }

  function goodBodyOf(operation: Operation): object | undefined {
    if (!operation.body) return undefined;
    if (operation.path.endsWith('/idp')) return { metadataXml };
    const base = baseOf(operation);
    if (Object.keys(base).length > 0) return base;
    if (operation.path.endsWith('/setup-links')) return { note: 'Good' };
    return operation.path.includes('/webhooks') ? { description: 'Good' } : { displayName: 'Good' };
  }

  const send = (operation: Operation, body: object | string | undefined, address = addressOf(operation)) =>
    app.request(operation.method, address, {
      body,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
    });

  async function stored(): Promise<string> {
    const tables = await tableNames(app.dataSource);
    const digests = tables.map(
      (name) =>
        `SELECT md5(string_agg(stored::text, ';' ORDER BY stored::text)) AS digest FROM ${name} AS stored`,
    );
    const rows = await app.dataSource.query<{ digest: string | null }[]>(digests.join(' UNION ALL '));
    return rows.map(({ digest }) => digest).join(';');
  }

  /** What was stored after the last calls, where nothing has been asked for since. */
  let known: string | undefined;
  beforeEach(() => {
    known = undefined;
  });

  /** Each is refused in the contract's form, and the database is as it was. Collects what is not. */
  async function refusedAll(
    cases: readonly { readonly what: string; readonly ask: () => Promise<TestResponse> }[],
    isExpected: (code: string, status: number) => boolean,
  ): Promise<string[]> {
    if (cases.length === 0) return [];
    const before = known ?? (await stored());
    const wrong: string[] = [];
    for (const { what, ask } of cases) {
      const answer = await ask();
      const found = answer.status < 400 ? 'taken' : codeOf(answer);
      if (!isExpected(found, answer.status)) wrong.push(`${what.slice(0, 200)}: ${answer.status} ${found}`);
      else expectContractForm(answer);
    }
    known = await stored();
    if (known !== before) wrong.push(`something was stored by one of ${cases[0]?.what}...`);
    return wrong;
  }

  it('is told from what it can be: each call succeeds with what it describes', async () => {
    expect(withBodies().map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'POST /api/v1/tenants',
        'PATCH /api/v1/tenants/{alias}',
        'POST /api/v1/api-tokens',
      ]),
    );
    for (const operation of withBodies()) {
      const answer = await send(operation, goodBodyOf(operation));
      expect([operation.name, answer.status < 300]).toEqual([operation.name, true]);
    }
  });

  it('is refused in every field of every body, and stored in none', async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const operation of withBodies()) {
      const objects = operation.body ? objectsOf(api, operation.body) : [];
      for (const { path, schema } of objects.flatMap(({ fields }) => fields)) {
        const cases = hostileValues(api, schema).map((raw) => ({
          what: `${operation.name} ${path.join('.')}: ${raw}`,
          ask: () =>
            send(
              operation,
              bodyWith(baseOf(operation), path, VALUE).replace(`"${VALUE}"`, () => raw),
            ),
        }));
        count += cases.length;
        const other = OTHER_CODES[path.join('.')];
        wrong.push(...(await refusedAll(cases, (code) => code === 'request.invalid' || code === other)));
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(1000);
  }, 120_000);

  it('is refused under any name that a body does not have, at any depth', async () => {
    const wrong: string[] = [];
    for (const operation of withBodies()) {
      for (const { path, fields } of operation.body ? objectsOf(api, operation.body) : []) {
        const known = new Set(fields.map((field) => field.path.at(-1)));
        const names = [...allFieldNames(api), ...STRANGE_NAMES].filter((name) => !known.has(name));
        expect(names).toEqual(expect.arrayContaining(['id', 'createdAt', 'secret', '__proto__']));
        const cases = names.flatMap((name) =>
          ['"admin"', 'null'].map((raw) => ({
            what: `${operation.name} ${path.join('.')} ${JSON.stringify(name)}: ${raw}`,
            ask: () => {
              const text = bodyWith(goodBodyOf(operation) ?? {}, [...path, NAME], VALUE);
              return send(
                operation,
                text.replace(`"${NAME}":"${VALUE}"`, () => `${JSON.stringify(name)}:${raw}`),
              );
            },
          })),
        );
        wrong.push(...(await refusedAll(cases, (code) => code === 'request.invalid')));
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is refused as a whole body', async () => {
    const wrong: string[] = [];
    for (const operation of withBodies()) {
      const good = JSON.stringify(goodBodyOf(operation));
      const bodies = ['null', 'true', '1', '1e400', '"x"', '[]', `[${good}]`, good.slice(0, -1), `${good}x`];
      const twice = `{${good.slice(1, -1)},${good.slice(1, -1)}}`;
      const cases = [...bodies, '', '{', twice, JSON.stringify(good), `\ufeff\ufeff${good}`].map((text) => ({
        what: `${operation.name}: ${text}`,
        ask: () => send(operation, text),
      }));
      wrong.push(...(await refusedAll(cases, (code) => code === 'request.invalid')));
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('is refused in every part of every path', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const names = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(names).toEqual([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      const cases = names.flatMap((name) =>
        HOSTILE_PARTS.map((part) => ({
          what: `${operation.name} ${name}: ${part}`,
          ask: () => send(operation, goodBodyOf(operation), addressOf(operation, { [name]: part })),
        })),
      );
      wrong.push(...(await refusedAll(cases, (code, status) => code !== 'taken' && status < 500)));
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('is refused in every parameter of every query', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const described = operation.parameters.filter((one) => one.in === 'query');
      const strangers = ['tenantId=x', 'id=1', '__proto__=x', 'constructor=x', 'toString=x', '[]=x', '=x'];
      const queries = described.flatMap(({ name, schema }) => hostileQueries(name, schema));
      const cases = [...queries, ...(queries.length > 0 ? strangers : [])].map((query) => ({
        what: `${operation.name} ?${query}`,
        ask: () => send(operation, goodBodyOf(operation), `${addressOf(operation)}?${query}`),
      }));
      wrong.push(...(await refusedAll(cases, (code) => code === 'request.invalid')));
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('is refused in every header that a call describes', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const names = operation.parameters.filter((one) => one.in === 'header').map(({ name }) => name);
      const body = goodBodyOf(operation);
      const cases = names.flatMap((name) =>
        (HOSTILE_HEADERS[name] ?? []).map((value) => ({
          what: `${operation.name} ${name}: ${value}`,
          ask: () =>
            app.request(operation.method, addressOf(operation), { body, headers: { [name]: value } }),
        })),
      );
      const codes = ['request.invalid', 'precondition_failed'];
      wrong.push(...(await refusedAll(cases, (code) => codes.includes(code))));
    }
    expect(wrong).toEqual([]);
    const described = operations.flatMap(({ parameters }) => parameters.filter((one) => one.in === 'header'));
    expect(Object.keys(HOSTILE_HEADERS)).toEqual(expect.arrayContaining(described.map(({ name }) => name)));
  }, 60_000);
});

/** What no value of these headers is. */
const HOSTILE_HEADERS: Readonly<Record<string, readonly string[]>> = {
  'If-Match': [
    'x',
    '"',
    '""',
    ',',
    '"x',
    '"x", "y"',
    'W/"x"',
    '"\xff"',
    '"'.repeat(2000),
    `"${'x'.repeat(9000)}"`,
  ],
  'Idempotency-Key': ['', '\xff', 'x\ty', 'x'.repeat(256), 'x'.repeat(9000)],
};

/** The body's JSON with `value` at that place, whatever stood there. */
function bodyWith(base: object, path: readonly string[], value: string): string {
  const [name = '', ...rest] = path;
  const inner = (base as Readonly<Record<string, unknown>>)[name];
  const changed: unknown =
    rest.length === 0
      ? value
      : JSON.parse(bodyWith(typeof inner === 'object' && inner !== null ? inner : {}, rest, value));
  return JSON.stringify({ ...base, [name]: changed });
}
