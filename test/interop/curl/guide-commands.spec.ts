import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { X509Certificate } from 'node:crypto';
import { createTenant } from '../../support/api';
import { startApp, type TestApp } from '../../support/app';
import { DocumentServer } from '../../support/document-server';
import { TestIdp } from '../../support/idp/test-idp';

const DOCS = resolve(__dirname, '../../../docs');
const guides = readdirSync(join(DOCS, 'guides')).map((name) => `guides/${name}`);
const commands = [
  ...guides,
  'troubleshooting.md',
  'refusals.md',
  'operations.md',
  'keys.md',
  'tenants.md',
  'audit-trail.md',
  'monitoring.md',
]
  .map((page) => ({ page, script: commandsOf(readDoc(page)) }))
  .filter(({ script }) => script !== '');

let app: TestApp;
let server: DocumentServer;
let directory: string;
let env: Record<string, string>;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  const url = await app.listen();
  server = await new DocumentServer().start();
  const idp = await TestIdp.create();
  directory = mkdtempSync(join(tmpdir(), 'ram-guides-'));
  writeFileSync(join(directory, 'idp.xml'), idp.metadata());
  writeFileSync(join(directory, 'GoogleIDPMetadata.xml'), idp.metadata());
  env = {
    PATH: process.env.PATH ?? '',
    BASE_URL: url,
    TOKEN: app.settings.adminToken,
    ADMIN_TOKEN: app.settings.adminToken,
    IDP_METADATA: server.give('/metadata', idp.metadata()),
  };
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await server.stop();
  await app.close();
});
beforeEach(() => createTenant(app, { alias: 'acme' }));
afterEach(() => app.request('DELETE', '/api/v1/tenants/acme'));

describe('the commands of each guide', () => {
  it.each(commands)('$page: succeed as they stand, one after the other', async ({ script }) => {
    await expect(run(script)).resolves.toEqual(expect.any(String));
  });

  it('are those of the guides, and fail where the service refuses', async () => {
    expect(commands.map(({ page }) => page)).toEqual(
      expect.arrayContaining(['guides/any-idp.md', 'guides/google-workspace.md', 'troubleshooting.md']),
    );
    await expect(run('curl -sS "$BASE_URL/api/v1/tenants"\ntrue')).rejects.toThrow('auth.required');
  });
});

it('the ten lines of the README set up a tenant', async () => {
  await app.request('DELETE', '/api/v1/tenants/acme');
  const [, block = ''] =
    /^## Your own IdP[\s\S]*?^```sh\n([\s\S]*?)^```/m.exec(readDoc('../README.md')) ?? [];
  const [where = '', ...lines] = block.split('\n');
  expect(where).toMatch(/^url=\S+ auth="Authorization: Bearer \$\(cat .data\/admin-token\)"$/);

  const printed = await run(`url=$BASE_URL auth="Authorization: Bearer $TOKEN"\n${lines.join('\n')}`);

  expect(printed).toContain('SAMLRequest=');
  expect((await app.request('GET', '/api/v1/tenants/acme/users/alice')).status).toBe(200);
});

it('any-idp.md writes the signing certificate of our metadata into a file', async () => {
  const metadata = await app.request('GET', '/saml/acme/metadata');
  const [, base64 = ''] = /use="signing".*?<ds:X509Certificate>([^<]+)/.exec(metadata.text) ?? [];

  await run(commandsOf(readDoc('guides/any-idp.md')));

  const written = new X509Certificate(readFileSync(join(directory, 'sp.pem')));
  expect(written.raw.toString('base64')).toBe(base64);
});

function readDoc(page: string): string {
  return readFileSync(join(DOCS, page), 'utf8');
}

/** What stands in `sh` blocks, but for the one that only says where the service is, and those of the command line, which other tests run. */
function commandsOf(page: string): string {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .map(([, block = '']) => block)
    .filter((block) => !block.startsWith('BASE_URL=') && !/(^|\s)ram-sso /.test(block))
    .join('\n');
}

/** In a shell that ends at the first command that fails, and in which curl fails where it is answered by an error. */
async function run(script: string): Promise<string> {
  const begin = 'set -euo pipefail; curl() { command curl --fail-with-body "$@"; }';
  try {
    const options = { cwd: directory, env };
    const { stdout } = await promisify(execFile)('bash', ['-c', `${begin}\n${script}`], options);
    return stdout;
  } catch (failure) {
    const { stdout = '', stderr = '' } = failure as { stdout?: string; stderr?: string };
    throw new Error(`${stdout}\n${stderr}`, { cause: failure });
  }
}
