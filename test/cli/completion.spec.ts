import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CompletionScript, expectOffers } from '../support/completion-scripts';

/** In bash, which is wherever these tests run; zsh and fish have theirs among the tests of interoperability. */
describe('completion in bash', () => {
  const script = new CompletionScript('bash');
  beforeAll(() => script.write());
  afterAll(() => {
    script.remove();
  });

  function offer(...words: string[]): string[] {
    const line = words.map((word) => `'${word}'`).join(' ');
    return script.run(
      '-c',
      `compopt() { echo files; }; source ${script.path}; COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _ram_sso; printf '%s\\n' "\${COMPREPLY[@]}"`,
    );
  }

  it('offers nouns, verbs, options and their values', () => {
    expectOffers(offer);
  });

  it('asks for files where a file stands, and evaluates nothing', () => {
    expect(offer('ram-sso', 'idp', 'check', '')).toEqual(['files']);
    expect(offer('ram-sso', 'idp', 'check', '--signing-certificate', '')).toEqual(['files']);
    expect(offer('ram-sso', 'idp', 'check', '--output', '=', 'y')).toEqual(['yaml']);
    expect(offer('ram-sso', 'idp', '$(touch made)', '')).toEqual(expect.arrayContaining(['check']));
    expect(existsSync(join(script.directory, 'made'))).toBe(false);
  });
});
