import { join } from 'node:path';
import { banner } from './banner';
import { EmbeddedPostgres } from './database/embedded-postgres';
import { connectionsOf } from './database/pool-sizes';
import { KeptMasterKey } from './kept-master-key';
import { newSecret } from './secrets/tokens';
import { DataDirectory } from './settings/data-directory';
import { type EnvironmentSettings, readSettings } from './settings/read-settings';
import { Settings } from './settings/settings';
import type { StartError } from './settings/start-error';
import { readVersion } from './version';

const ADMIN_TOKEN_FILE = 'admin-token';

/** Migrates the database and serves it. @returns the fingerprint of the master key that is in force */
type Run = (databaseUrl: string) => Promise<string>;

/** The process from its start to its end: what is opened here is closed here, in the opposite order. */
export class Service {
  private readonly open: (() => Promise<void>)[] = [];
  private stopped: Promise<void> | undefined;

  /** @param fail after the start: that it can not go on */
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly fail: (error: StartError) => void,
  ) {}

  async start(): Promise<void> {
    const environment = readSettings(this.env);
    const directory =
      environment.databaseUrl === undefined ? await this.openDirectory(environment) : undefined;
    const keptKey =
      directory && environment.masterKey === undefined ? new KeptMasterKey(directory) : undefined;
    const settings = withSecrets(environment, directory, keptKey);
    const databaseDirectory = directory && join(directory.path, 'postgres');
    const postgres =
      databaseDirectory === undefined
        ? undefined
        : await this.launchPostgres(databaseDirectory, settings.workers);
    const run =
      settings.workers > 1 ? await this.prepareWorkers(settings) : await this.prepareAlone(settings);
    await postgres?.ready();
    const masterKeyId = await run(environment.databaseUrl ?? postgres?.url() ?? '');
    keptKey?.settle(masterKeyId);
    const adminTokenFile =
      directory && !environment.adminToken ? join(directory.path, ADMIN_TOKEN_FILE) : undefined;
    process.stderr.write(banner({ version: readVersion(), settings, adminTokenFile, databaseDirectory }));
  }

  /** Drains requests, closes, and stops the database cleanly; also in the midst of a start. */
  stop(): Promise<void> {
    this.stopped ??= this.closeAll();
    return this.stopped;
  }

  private async closeAll(): Promise<void> {
    for (let close = this.open.pop(); close; close = this.open.pop()) await close();
  }

  private async openDirectory({ dataDir }: EnvironmentSettings): Promise<DataDirectory> {
    const directory = await DataDirectory.open(dataDir);
    this.open.push(() => directory.close());
    return directory;
  }

  // What is loaded only now takes most of a start; what is refused before is refused at once, and Postgres starts meanwhile.
  private async prepareAlone(settings: Settings): Promise<Run> {
    const { runApp } = await import('./run-app.js');
    return async (databaseUrl) => {
      const app = await runApp(settings, databaseUrl);
      this.open.push(app.close);
      return app.masterKeyId;
    };
  }

  /** This process then answers no requests itself. */
  private async prepareWorkers(settings: Settings): Promise<Run> {
    const { Workers } = await import('./workers/workers.js');
    const { openLog } = await import('./http/log-lines.js');
    const workers = new Workers(settings.workers, openLog(settings.logLevel), this.fail);
    this.open.push(() => workers.stop());
    workers.fork();
    const { migrateOrExplain } = await import('./database/migrate-or-explain.js');
    return async (databaseUrl) => {
      await migrateOrExplain(databaseUrl);
      return workers.serve({ settings, databaseUrl });
    };
  }

  private async launchPostgres(directory: string, workers: number): Promise<EmbeddedPostgres> {
    const postgres = await EmbeddedPostgres.launch({ directory, connections: connectionsOf(workers) });
    this.open.push(() => postgres.stop());
    return postgres;
  }
}

function withSecrets(
  environment: EnvironmentSettings,
  directory: DataDirectory | undefined,
  keptKey: KeptMasterKey | undefined,
): Settings {
  const adminToken = environment.adminToken ?? directory?.keepSecret(ADMIN_TOKEN_FILE, newSecret);
  const masterKey = environment.masterKey ?? keptKey?.require();
  if (adminToken === undefined || masterKey === undefined)
    throw new Error('readSettings asks for both where there is no directory');
  const newMasterKey = keptKey?.findNext() ?? environment.newMasterKey;
  return new Settings({ ...environment, adminToken, masterKey, newMasterKey });
}
