#!/usr/bin/env node
import { Service } from './service';
import { StartError } from './settings/start-error';
import { readVersion } from './version';

const USAGE = `Usage: ram-sso [serve]

  serve        runs the service (also without a word)
  --help       shows this
  --version    shows the version

Settings come from the environment; without any, it listens on http://localhost:3000 and keeps a database
and its secrets in ./.data. The README has a table of all settings.
`;

async function main(words: readonly string[]): Promise<void> {
  const [word = 'serve', ...rest] = words;
  if (word === '--help' || word === '-h') process.stdout.write(USAGE);
  else if (word === '--version' || word === '-v') process.stdout.write(`${readVersion()}\n`);
  else if (word === 'serve' && rest.length === 0) await serve();
  else throw new StartError(`There is no "${words.join(' ')}".\n\n${USAGE}`, { exitCode: 2 });
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
