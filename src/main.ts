#!/usr/bin/env node
import { Service } from './service';
import { StartError } from './settings/start-error';
import { readVersion } from './version';

/** The service's own words. Every other one is the command line's, whose libraries a start of the service does not wait for. */
const COMMANDS = new Map<string | undefined, () => Promise<void>>([
  [undefined, serve],
  ['serve', serve],
  ['rotate-master-key', rotate],
]);

async function main(args: readonly string[]): Promise<void> {
  const command = args.length > 1 ? undefined : COMMANDS.get(args[0]);
  await (command ?? (() => commandLine(args)))();
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

/** What `serve` would need stays out of it, and the other way round. */
async function commandLine(args: readonly string[]): Promise<void> {
  const { runProcess } = await import('./cli/run-process.js');
  await runProcess({ args, env: process.env, version: readVersion(), serve, rotateMasterKey: rotate });
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
