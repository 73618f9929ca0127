/** Writes `docs/cli-reference.md`: what every command says of itself with `--help`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/program';

const HEADER = `# All commands

What \`ram-sso <command> --help\` says of each. [cli.md](cli.md) tells how they work together. Written by \`npm run cli:reference\` from the
commands themselves; not to be edited.
`;

/** The page \`docs/cli-reference.md\` as it must be. */
export function writeCliReference(): string {
  const written: string[] = [];
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
  });
  const program = createProgram({
    args: [],
    env: {},
    version: '',
    stdin: new PassThrough(),
    stdout,
    stderr: stdout,
    signal: new AbortController().signal,
    serve: () => Promise.resolve(),
    rotateMasterKey: () => Promise.resolve(),
  });
  const helpOf = (command: Command): string => {
    command.configureHelp({ helpWidth: 120, showGlobalOptions: false }).outputHelp();
    return `\`\`\`text\n${written.splice(0).join('').trim()}\n\`\`\`\n`;
  };
  const all = program.commands.flatMap((command) => [
    `## ram-sso ${command.name()}\n`,
    helpOf(command),
    ...command.commands.flatMap((verb) => [`### ram-sso ${command.name()} ${verb.name()}\n`, helpOf(verb)]),
  ]);
  return [HEADER, '## ram-sso\n', helpOf(program), ...all].join('\n');
}

if (require.main === module) {
  const page = join(__dirname, '..', 'docs', 'cli-reference.md');
  writeFileSync(page, writeCliReference());
  process.stdout.write(`Wrote ${page}\n`);
}
