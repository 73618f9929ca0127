import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CompletionScript, expectOffers } from '../../support/completion-scripts';

describe('completion in fish', () => {
  const script = new CompletionScript('fish');
  beforeAll(() => script.write());
  afterAll(() => {
    script.remove();
  });

  const offer = (...words: string[]): string[] =>
    script
      .run('-c', `source ${script.path}; complete -C '${words.join(' ')}'`)
      .map((one) => one.split('\t', 1)[0] ?? '');

  it('offers nouns, verbs, options and their values', () => {
    expectOffers(offer);
  });

  it('asks for files where a file stands', () => {
    expect(offer('ram-sso', 'idp', 'check', 'meta')).toEqual(['metadata.xml']);
  });
});

describe('completion in zsh', () => {
  const script = new CompletionScript('zsh');
  beforeAll(() => script.write());
  afterAll(() => {
    script.remove();
  });

  /** What the completion system of zsh asks a terminal for: here it writes what it is given, of which zsh takes what begins so. */
  const SYSTEM = `compdef() { :; }
compadd() { shift; print -rl -- "$@"; }
_describe() { local one; for one in "\${(@P)2}"; do print -r -- "\${one%%:*}"; done; }
_files() { print files; }`;

  function offer(...words: string[]): string[] {
    const line = words.map((word) => `'${word}'`).join(' ');
    const prefix = words.at(-1) ?? '';
    const offered = script.run(
      '-f',
      '-c',
      `${SYSTEM}\nsource ${script.path}; words=(${line}); CURRENT=${words.length}; PREFIX='${prefix}'; _ram_sso`,
    );
    return offered.filter((one) => one.startsWith(prefix));
  }

  it('offers nouns, verbs, options and their values', () => {
    expectOffers(offer);
  });

  it('asks for files where a file stands, and evaluates nothing', () => {
    expect(offer('ram-sso', 'idp', 'check', '')).toEqual(['files']);
    expect(offer('ram-sso', 'idp', 'check', '--signing-certificate', '')).toEqual(['files']);
    expect(offer('ram-sso', 'idp', '$(touch made)', '')).toEqual(expect.arrayContaining(['check']));
    expect(existsSync(join(script.directory, 'made'))).toBe(false);
  });
});
