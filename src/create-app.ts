import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { isOfConsole, writeConsoleRefusal } from './console/refusal/write-console-refusal';
import { isDatabaseUnavailable } from './database/failures';
import { ApiDocument } from './http/api-document';
import { configureHttp, createAdapter } from './http/fastify';
import { describeApi } from './http/openapi';
import { Problem } from './http/problem';
import { withQuietStart } from './http/start-log';
import type { RefusalPage } from './http/refusal-page';
import type { FailureReader } from './http/to-problem';
import { writeRefusalPage } from './pages/write-refusal-page';
import type { Settings } from './settings/settings';
import { readVersion } from './version';
import { say } from './sentences/sentence';

/** The whole service, ready to listen. */
export async function createApp(module: DynamicModule, settings: Settings): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(settings), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(withQuietStart(app.get(Logger)));
  app.get(ApiDocument).useDescription(() => describeApi(app, readVersion()));
  configureHttp(app, { settings, refusalPage: refusalPages(settings), readFailure });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** The console's refusals look like its pages; all others like those of a sign-in. */
function refusalPages(settings: Settings): RefusalPage {
  const writeForUsers = writeRefusalPage(settings);
  return (refused, request) =>
    isOfConsole(refused.path) ? writeConsoleRefusal(refused, request) : writeForUsers(refused);
}

const readFailure: FailureReader = (error) =>
  isDatabaseUnavailable(error)
    ? new Problem('unavailable', say`The database does not answer: try again shortly.`, { cause: error })
    : undefined;
