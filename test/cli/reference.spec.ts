import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { writeCliReference } from '../../scripts/cli-reference';
import { nouns } from '../../src/cli/nouns/all-nouns';
import { createProgram } from '../../src/cli/program';

const page = readFileSync(join(__dirname, '../../docs/cli-reference.md'), 'utf8');

const silentHost = {
  args: [],
  env: {},
  version: '',
  stdin: new PassThrough(),
  stdout: new PassThrough().resume(),
  stderr: new PassThrough().resume(),
  signal: new AbortController().signal,
  serve: () => Promise.resolve(),
  rotateMasterKey: () => Promise.resolve(),
};

it('docs/cli-reference.md agrees with the commands: else "npm run cli:reference" writes it anew', () => {
  expect(page).toBe(writeCliReference());
});

it.each(nouns.flatMap(({ name, verbs }) => verbs.map((verb) => [`${name} ${verb.name}`, verb] as const)))(
  'tells of %s, with its examples',
  (path, { examples }) => {
    const section = page.split(/^##+ /m).find((one) => one.startsWith(`ram-sso ${path}\n`)) ?? '';
    for (const [line] of examples) expect(section).toContain(`\n  ${line}\n`);
  },
);

/** Command lines as help has them, without what a shell does with them. */
function exampleLines(): string[] {
  const examples = [...page.matchAll(/^Examples:\n((?: {2}.*\n)*)/gm)].flatMap(([, lines = '']) =>
    lines.trimEnd().split('\n'),
  );
  return examples
    .flatMap((line) => line.split(/ \| | [<>] /))
    .flatMap((part) => /^\s*(?:[A-Z_]+=\S+ )*ram-sso (.*)$/.exec(part)?.[1] ?? []);
}

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+)/g)].map((found) => found.slice(1).join(''));

it('has examples that the commands take', async () => {
  const lines = exampleLines();
  expect(lines.length).toBeGreaterThan(80);
  for (const line of lines) {
    const program = createProgram(silentHost);
    const ran: string[] = [];
    const walk = (command: Command): void => {
      if (command.commands.length === 0) command.action(() => void ran.push(command.name()));
      command.commands.forEach(walk);
    };
    walk(program);
    // Help ends by throwing, as it does for whoever asks for it.
    const asksForHelp = line.endsWith('--help');
    const end = await program.parseAsync(wordsOf(line), { from: 'user' }).catch((error: unknown) => error);
    expect({ line, ran: ran.length, failed: end instanceof Error }).toEqual({
      line,
      ran: asksForHelp ? 0 : 1,
      failed: asksForHelp,
    });
  }
});
