import { join } from 'node:path';
import { banner } from './banner';
import { EmbeddedPostgres } from './database/embedded-postgres';
import { KeptMasterKey } from './kept-master-key';
import { newSecret } from './secrets/tokens';
import { DataDirectory } from './settings/data-directory';
import { type EnvironmentSettings, readSettings } from './settings/read-settings';
import { Settings } from './settings/settings';
import { readVersion } from './version';

const ADMIN_TOKEN_FILE = 'admin-token';

/** The process from its start to its end: what is opened here is closed here, in the opposite order. */
export class Service {
  private readonly open: (() => Promise<void>)[] = [];
  private stopped: Promise<void> | undefined;

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  async start(): Promise<void> {
    const environment = readSettings(this.env);
    const directory =
      environment.databaseUrl === undefined ? await this.openDirectory(environment) : undefined;
    const keptKey =
      directory && environment.masterKey === undefined ? new KeptMasterKey(directory) : undefined;
    const settings = withSecrets(environment, directory, keptKey);
    const databaseDirectory = directory && join(directory.path, 'postgres');
    const postgres =
      databaseDirectory === undefined ? undefined : await this.launchPostgres(databaseDirectory);
    // Loaded only now: it takes most of a start, and what is refused above is then refused at once; Postgres starts meanwhile.
    const { runApp } = await import('./run-app.js');
    await postgres?.ready();
    const app = await runApp(settings, environment.databaseUrl ?? postgres?.url() ?? '');
    this.open.push(app.close);
    keptKey?.settle(app.masterKeyId);
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

  private async launchPostgres(directory: string): Promise<EmbeddedPostgres> {
    const postgres = await EmbeddedPostgres.launch({ directory });
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
