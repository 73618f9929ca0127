import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { createApp } from './create-app';
import { isAccessDenied, isDatabaseUnavailable } from './database/failures';
import { migrate } from './database/migrate';
import { Sweeper } from './database/sweeper';
import { Clock } from './settings/clock';
import type { Settings } from './settings/settings';
import { StartError } from './settings/start-error';
import { SpKeys } from './tenants/sp-keys.service';

const DRAIN_TIMEOUT_MS = 10_000;

/** Migrates the database and serves it; answers how to drain and close. */
export async function runApp(settings: Settings, databaseUrl: string): Promise<() => Promise<void>> {
  await migrateOrExplain(databaseUrl);
  const app = await createApp(AppModule.of({ settings, clock: new Clock(), databaseUrl }), settings);
  try {
    await app.get(SpKeys, { strict: false }).checkMasterKey();
    await listen(app, settings);
  } catch (error) {
    await app.close();
    throw error;
  }
  app.get(Sweeper).start();
  return () => drain(app);
}

async function migrateOrExplain(databaseUrl: string): Promise<void> {
  try {
    await migrate(databaseUrl);
  } catch (cause) {
    const { hostname, port } = new URL(databaseUrl);
    const database = `The database at ${hostname}:${port || 5432}`;
    const reason = (cause as Error).message || String((cause as NodeJS.ErrnoException).code);
    if (isDatabaseUnavailable(cause)) {
      throw new StartError(
        `${database} can not be reached (${reason}): check DATABASE_URL, and that it runs.`,
        { cause },
      );
    }
    if (isAccessDenied(cause)) {
      throw new StartError(
        `${database} does not let this service in (${reason}): check the user, password and database name of DATABASE_URL; the user must own the database.`,
        { cause },
      );
    }
    throw cause;
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

/** Requests under way are answered; those that take too long lose their connection. */
async function drain(app: NestFastifyApplication): Promise<void> {
  const late = setTimeout(() => {
    app.getHttpServer().closeAllConnections();
  }, DRAIN_TIMEOUT_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(late);
  }
}
