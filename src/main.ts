#!/usr/bin/env node
import cluster from 'node:cluster';
import { boundHeapGrowth } from './heap-growth';
import { Service } from './service';
import { StartError } from './settings/start-error';
import { readVersion } from './version';

/** `serve` may be left out. Every other word is the command line's, whose libraries a start of the service does not wait for. */
const SERVE = /^(serve)? ?(--workers[ =](?<workers>\d{1,9}))?$/;

async function main(args: readonly string[]): Promise<void> {
  const words = args.join(' ');
  const start = SERVE.exec(words);
  if (cluster.isWorker) await work();
  else if (start) await serve(start.groups?.workers);
  else if (words === 'rotate-master-key') await rotate();
  else await commandLine(args);
}

/** One of the processes that the service has begun to answer requests. */
async function work(): Promise<void> {
  boundHeapGrowth();
  const { runWorker } = await import('./workers/worker.js');
  runWorker(import('./run-app.js').then(({ serveApp }) => serveApp));
}

/** Loaded only here: a start of the service need not wait for it. */
async function rotate(): Promise<void> {
  const { rotateMasterKey } = await import('./rotate-master-key.js');
  process.stdout.write(`${await rotateMasterKey(process.env)}\n`);
}

/** @param workers beyond what the environment says */
async function serve(workers?: number | string): Promise<void> {
  boundHeapGrowth();
  const env = workers === undefined ? process.env : { ...process.env, WORKERS: String(workers) };
  const service = new Service(env, (error) => {
    const end = (): never => fail(error);
    void service.stop().then(end, end);
  });
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
