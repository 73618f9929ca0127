/** Writes `src/sdk/openapi.ts`, and the table of methods in `docs/sdk.md`, from the OpenAPI document of the built service; needs no database. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { SettingsValues } from '../src/settings/settings';
import { withMethodTable } from './sdk-methods';
import { writeSdkTypes } from './sdk-types';

const ROOT = join(__dirname, '..');

/* eslint-disable @typescript-eslint/no-require-imports -- Nest needs the types that only the compiler writes into decorators: tsx does not */
const { AppModule } = require(`${ROOT}/dist/src/app.module`) as typeof import('../src/app.module');
const { createAdapter } = require(`${ROOT}/dist/src/http/fastify`) as typeof import('../src/http/fastify');
const { describeApi } = require(`${ROOT}/dist/src/http/openapi`) as typeof import('../src/http/openapi');
const { Clock } = require(`${ROOT}/dist/src/settings/clock`) as typeof import('../src/settings/clock');
const { Settings } = require(
  `${ROOT}/dist/src/settings/settings`,
) as typeof import('../src/settings/settings');
const { readSettings } = require(
  `${ROOT}/dist/src/settings/read-settings`,
) as typeof import('../src/settings/read-settings');
/* eslint-enable @typescript-eslint/no-require-imports */

async function main(): Promise<void> {
  const databaseUrl = 'postgres://nobody@localhost/never-asked';
  const secret = randomBytes(32).toString('base64');
  const read = readSettings({ DATABASE_URL: databaseUrl, ADMIN_TOKEN: secret, MASTER_KEY: secret });
  const settings = new Settings(read as SettingsValues);
  const module = AppModule.of({ settings, clock: new Clock(), databaseUrl });
  // A preview has the routes, and starts nothing.
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(settings), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  const document = await describeApi(app, 'any');
  const file = join(ROOT, 'src', 'sdk', 'openapi.ts');
  writeFileSync(file, await writeSdkTypes(document));
  const page = join(ROOT, 'docs', 'sdk.md');
  writeFileSync(page, withMethodTable(readFileSync(page, 'utf8'), document));
  await app.close();
  process.stdout.write(`Wrote ${file} and ${page}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
