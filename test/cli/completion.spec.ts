import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRamSso } from '../support/cli-process';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const has = (shell: string): boolean =>
  (process.env.PATH ?? '').split(':').some((directory) => existsSync(join(directory, shell)));

describe('completion', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ram-completion-'));
  const script = (shell: string): string => join(directory, `ram-sso.${shell}`);
  beforeAll(async () => {
    for (const shell of SHELLS) {
      const { code, stdout } = await runRamSso(['completion', shell]);
      expect(code).toBe(0);
      writeFileSync(script(shell), stdout);
    }
    writeFileSync(join(directory, 'metadata.xml'), '');
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  const run = (shell: string, ...args: string[]) =>
    spawnSync(shell, args, {
      encoding: 'utf8',
      cwd: directory,
      env: { PATH: process.env.PATH, HOME: directory },
    });

  it.each(SHELLS.filter(has))('is taken by %s', (shell) => {
    const { status, stderr } = run(shell, '-n', script(shell));
    expect([status, stderr]).toEqual([0, '']);
  });

  /** What bash would offer behind these words. */
  function inBash(...words: string[]): string[] {
    const line = words.map((word) => `'${word}'`).join(' ');
    const { stdout, stderr } = run(
      'bash',
      '-c',
      `compopt() { echo files; }; source ${script('bash')}; COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _ram_sso; printf '%s\\n' "\${COMPREPLY[@]}"`,
    );
    expect(stderr).toBe('');
    return stdout.split('\n').filter((one) => one !== '');
  }

  const inFish = (...words: string[]): string[] =>
    run('fish', '-c', `source ${script('fish')}; complete -C '${words.join(' ')}'`)
      .stdout.split('\n')
      .filter((one) => one !== '')
      .map((one) => one.split('\t', 1)[0] ?? '');

  const all: [string, (...words: string[]) => string[]][] = [
    ['bash', inBash],
    ['fish', inFish],
  ];
  const offers = all.filter(([shell]) => has(shell));

  it.each(offers)('offers nouns, verbs, options and their values in %s', (_, offer) => {
    expect(offer('ram-sso', '')).toEqual(expect.arrayContaining(['serve', 'idp', 'profiles', 'completion']));
    expect(offer('ram-sso', 'prof')).toEqual(['profiles']);
    expect(offer('ram-sso', 'profiles', '').sort()).toEqual(['delete', 'list', 'set', 'use']);
    expect(offer('ram-sso', 'profiles', '--tenant', 'list', 'u')).toEqual(['use']);
    expect(offer('ram-sso', 'idp', 'check', '--ent')).toEqual(['--entity-id']);
    expect(offer('ram-sso', 'idp', 'check', '--output', 'j')).toEqual(['json']);
    expect(offer('ram-sso', 'completion', 'f')).toEqual(['fish']);
  });

  (has('bash') ? it : it.skip)('asks bash for files where a file stands, and evaluates nothing', () => {
    expect(inBash('ram-sso', 'idp', 'check', '')).toEqual(['files']);
    expect(inBash('ram-sso', 'idp', 'check', '--signing-certificate', '')).toEqual(['files']);
    expect(inBash('ram-sso', 'idp', 'check', '--output', '=', 'y')).toEqual(['yaml']);
    expect(inBash('ram-sso', 'idp', '$(touch made)', '')).toEqual(expect.arrayContaining(['check']));
    expect(existsSync(join(directory, 'made'))).toBe(false);
  });

  (has('fish') ? it : it.skip)('asks fish for files where a file stands', () => {
    expect(inFish('ram-sso', 'idp', 'check', 'meta')).toEqual(['metadata.xml']);
  });
});
