import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, Workshop } from '../support/service-process';
import { type RunningLine, Shell } from '../support/shell';
import { TestIdp } from '../support/idp/test-idp';

/** A request id as the page has it, and the address of a service that was started without settings. */
const REQUEST_ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const ADDRESS = 'http://localhost:3000';

const page = readFileSync(join(__dirname, '../../docs/cli.md'), 'utf8');

function blocksOf(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm');
  return [...page.matchAll(fence)].map(([, code = '']) => code);
}

const lines = blocksOf('sh').flatMap((code) => code.trimEnd().split('\n'));

describe('docs/cli.md', () => {
  const workshop = new Workshop();
  let shell: Shell;
  let url: string;
  let idp: TestIdp;
  let requestId = '';
  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    shell = new Shell(workshop.directory(), { PORT: port });
    idp = await TestIdp.create();
    const files = {
      'metadata.xml': idp.metadata(),
      'idp.xml': idp.metadata(),
      'users.csv': 'userName,displayName\nerin,Erin Sol\n',
      'users.ndjson': '{"userName":"frank"}\n',
      'tenants.yaml': blocksOf('yaml')[0] ?? '',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(shell.directory, name), content);
    await shell.start('ram-sso serve').said(/is ready on/);
  }, 60_000);
  afterAll(async () => {
    await shell.close();
    await workshop.clean();
  });

  it('has commands that end as it says, each in its turn', async () => {
    const said = new Map<string, string>();
    for (const line of lines) {
      const typed = line.replaceAll(REQUEST_ID, requestId).replaceAll(ADDRESS, url);
      if (line.includes('--follow')) await follow(shell.start(typed));
      else said.set(line, await runToItsEnd(typed));
    }
    const stdoutOf = (start: string): string =>
      [...said].find(([line]) => line.startsWith(start))?.[1] ?? `nothing begins with ${start}`;

    expect(readFileSync(join(shell.directory, 'sp.xml'), 'utf8')).toContain(`${url}/saml/acme/acs`);
    expect(stdoutOf('ram-sso setup-links create')).toMatch(/^http:\/\/\S+\n$/);
    expect(stdoutOf('ram-sso login explain')).toContain('✗ user.not_found');
    expect(JSON.parse(stdoutOf('ram-sso users get alice'))).toMatchObject({ displayName: 'Alice Ngo' });
    expect(readFileSync(join(shell.directory, 'users.csv'), 'utf8')).toMatch(
      /\nalice,[^]*\nbob,[^]*\ncarol,[^]*\nfrank,/,
    );
  }, 180_000);

  it('has no block that is not run', () => {
    const fences = [...page.matchAll(/^ *(?:```|~~~)(.*)$/gm)].map(([, language]) => language);
    const opening = fences.filter((_, index) => index % 2 === 0);
    expect(opening.filter((language) => language !== 'sh')).toEqual(['yaml']);
    expect(blocksOf('sh')).toHaveLength(opening.length - 1);
  });

  /** Of a line that says so, the end is another than with 0. */
  async function runToItsEnd(line: string): Promise<string> {
    const end = await shell.type(line);
    const expected = Number(/# .*\bends with (\d+)/.exec(line)?.[1] ?? 0);
    if (end.code !== expected) throw new Error(`${line}\nended with ${end.code}: ${end.stdout}${end.stderr}`);
    return end.stdout;
  }

  /** While it follows somebody is refused, of which it tells. */
  async function follow(line: RunningLine): Promise<void> {
    await line.said(/Following/);
    requestId = await refuseCarol();
    await line.said(new RegExp(`refused .*user\\.not_found.*${requestId}`));
    line.signal('SIGINT');
    expect((await line.ended).code).toBe(130);
  }

  /** She comes from the identity provider, and is no RAM user. */
  async function refuseCarol(): Promise<string> {
    const { sp } = JSON.parse(await shell.must('ram-sso tenants get acme --output json')) as {
      sp: { entityId: string; acsUrl: string };
    };
    const plan = idp.plan({
      spEntityId: sp.entityId,
      acsUrl: sp.acsUrl,
      nameId: 'carol@acme.ram.localhost',
      now: new Date(),
    });
    const answer = await fetch(sp.acsUrl, {
      method: 'POST',
      body: new URLSearchParams({ SAMLResponse: idp.post(plan) }),
      headers: { accept: 'application/json' },
    });
    return ((await answer.json()) as { requestId: string }).requestId;
  }
});
