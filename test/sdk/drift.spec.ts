import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app';
import { CALLS } from './calls';
import { recordingClient } from './recording-client';

interface Document {
  readonly paths: Record<string, Record<string, { readonly operationId: string }>>;
}

/** The SDK has these beside the API. */
const BESIDE_THE_API = ['health.alive', 'health.ready', 'spMetadata.get'];

describe('the SDK and the OpenAPI document', () => {
  let app: TestApp;
  let document: Document;
  beforeAll(async () => {
    app = await startApp();
    document = (await app.request('GET', '/openapi.json')).body as Document;
  });
  afterAll(() => app.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => ({ path, method, operationId })),
    );

  it('agree: else "npm run sdk:generate" writes the types anew', () => {
    const root = join(__dirname, '../..');
    const written = readFileSync(join(root, 'src/sdk/openapi.ts'), 'utf8');
    const { stdout, stderr } = spawnSync('node', ['--import', 'tsx', 'scripts/sdk-types.ts'], {
      cwd: root,
      encoding: 'utf8',
      input: JSON.stringify(document),
    });
    expect(stderr).toBe('');
    // Not toBe: the difference of two files of 3,000 lines helps nobody.
    expect(written === stdout).toBe(true);
  });

  it('have the same operations: each has a method', () => {
    const wanted = operations()
      .filter(({ path, operationId }) => path.startsWith('/api/v1/') || BESIDE_THE_API.includes(operationId))
      .map(({ operationId }) => operationId);
    expect(Object.keys(CALLS).sort()).toEqual(wanted.sort());
  });

  it.each(Object.entries(CALLS))('reach the same place: %s', async (operationId, call) => {
    const { sso, requests } = recordingClient();
    await call(sso);
    const { path, method } = operations().find((known) => known.operationId === operationId) ?? {};
    const [request] = requests;
    expect([requests.length, request?.method.toLowerCase()]).toEqual([1, method]);
    expect(new URL(request?.url ?? '').pathname).toMatch(patternOf(path ?? ''));
    expect(request?.headers.get('authorization')).toBe('Bearer a token');
  });
});

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
