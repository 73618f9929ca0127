#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { Service } from './service';
import { StartError } from './settings/start-error';
import { readVersion } from './version';

const USAGE = `Usage: ram-sso [serve | rotate-master-key]

  serve                runs the service (also without a word)
  rotate-master-key    seals the tenants' private keys under a new master key: stop the service first where
                       its database is embedded; with MASTER_KEY set, set NEW_MASTER_KEY to the new one
  --help               shows this
  --version            shows the version

Settings come from the environment; without any, it listens on http://localhost:3000 and keeps a database
and its secrets in ./.data. The README has a table of all settings; docs/operations.md tells of rotation.
`;

const COMMANDS = new Map<string | undefined, () => Promise<void>>([
  [undefined, serve],
  ['serve', serve],
  ['rotate-master-key', rotate],
]);

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [word, ...rest] = positionals;
  const command = rest.length === 0 ? COMMANDS.get(word) : undefined;
  if (values.help) process.stdout.write(USAGE);
  else if (values.version) process.stdout.write(`${readVersion()}\n`);
  else if (command) await command();
  else throw unknown(args);
}

function readArguments(args: readonly string[]) {
  const options = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw unknown(args);
  }
}

/** Says the first word alone: somebody may have written a key behind it. */
function unknown([first = '']: readonly string[]): StartError {
  const word = first.split('=')[0];
  const sentence = COMMANDS.has(word) ? `"${word}" stands alone` : `There is no "${word}"`;
  return new StartError(`${sentence}: settings come from the environment.\n\n${USAGE}`, { exitCode: 2 });
}

/** Loaded only here: a start of the service need not wait for it. */
async function rotate(): Promise<void> {
  const { rotateMasterKey } = await import('./rotate-master-key.js');
  process.stdout.write(`${await rotateMasterKey(process.env)}\n`);
}

async function serve(): Promise<void> {
  const service = new Service(process.env);
  let signals = 0;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      signals += 1;
      // Who asks twice does not want to wait; the database then ends by itself, as cleanly.
      if (signals > 1) process.exit(1);
      void service.stop().then(() => process.exit(0), fail);
    });
  }
  try {
    await service.start();
  } catch (error) {
    if (signals > 0) return;
    await service.stop().catch(() => undefined);
    throw error;
  }
}

function fail(error: unknown): never {
  const isExpected = error instanceof StartError;
  process.stderr.write(`${isExpected ? error.message : describe(error)}\n`);
  process.exit(isExpected ? error.exitCode : 1);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main(process.argv.slice(2)).catch(fail);
