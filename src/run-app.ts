import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { createApp } from './create-app';
import { migrateOrExplain } from './database/migrate-or-explain';
import { Sweeper } from './database/sweeper';
import { Leaving } from './http/leaving';
import { Metrics } from './metrics/metrics.service';
import { Clock } from './settings/clock';
import type { Settings } from './settings/settings';
import { StartError } from './settings/start-error';
import { MasterKey } from './tenants/master-key.service';
import { startTracing } from './tracing/start-tracing';
import { readVersion } from './version';
import type { ServedApp, WorkerSeat } from './workers/worker';

const DRAIN_TIMEOUT_MS = 10_000;

/** Migrates the database and serves it. */
export async function runApp(settings: Settings, databaseUrl: string): Promise<ServedApp> {
  await migrateOrExplain(databaseUrl);
  return serveApp(settings, databaseUrl);
}

/** @param databaseUrl of a database that is migrated already */
export async function serveApp(
  settings: Settings,
  databaseUrl: string,
  seat?: WorkerSeat,
): Promise<ServedApp> {
  const tracing = await startTracing(settings.traces, readVersion());
  const module = AppModule.of({ settings, clock: new Clock(), databaseUrl, worker: seat?.id, tracing });
  const app = await createApp(module, settings);
  try {
    const masterKeyId = await app.get(MasterKey, { strict: false }).check();
    const metrics = app.get(Metrics, { strict: false });
    if (seat) metrics.gatherBy(seat.gatherReports);
    await listen(app, settings);
    app.get(Sweeper).start();
    return {
      masterKeyId,
      report: () => metrics.report(),
      close: () => drain(app, settings).finally(() => tracing.traces?.close()),
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function listen(app: NestFastifyApplication, { host, port }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${port} on ${host} is taken: stop what listens there, or set PORT to another one.`,
        { cause },
      );
    }
    throw new StartError(
      `It can not listen on ${host} port ${port} (${code ?? String(cause)}): set HOST and PORT to an address of this machine.`,
      { cause },
    );
  }
}

/** Requests that still come and those under way are answered; those that take too long lose their connection. */
async function drain(app: NestFastifyApplication, { leaveSeconds }: Settings): Promise<void> {
  const late = setTimeout(
    () => {
      app.getHttpServer().closeAllConnections();
    },
    1000 * leaveSeconds + DRAIN_TIMEOUT_MS,
  );
  try {
    await app.get(Leaving).leave();
    await app.close();
  } finally {
    clearTimeout(late);
  }
}
