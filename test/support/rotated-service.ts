import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source';
import { SEALED_STORES } from '../../src/sealed-stores';
import { SpKeys } from '../../src/sp-keys/sp-keys.service';
import { MasterKey } from '../../src/tenants/master-key.service';
import { RotateMasterKey } from '../../src/tenants/rotate-master-key';
import { startApp, type TestApp } from './app';

export const oldKey: Buffer = randomBytes(32);
export const newKey: Buffer = randomBytes(32);

export const SP_KEY_COLUMNS =
  'tenant_id, id, use, status, sealed_private_key, master_key_id, certificate, not_after, created_at, updated_at';

/** Real: Postgres and the whole service. It has a database of its own, as a rotation is of all of it. */
export class RotatedService {
  private readonly nodes: TestApp[] = [];

  private constructor(
    readonly app: TestApp,
    private readonly rotating: DataSource,
  ) {}

  static async start(): Promise<RotatedService> {
    const app = await startApp({ masterKey: oldKey, allowPrivateMetadataUrls: true });
    const rotating = new DataSource(dataSourceOptions(app.databaseUrl, { poolSize: 1 }));
    return new RotatedService(app, await rotating.initialize());
  }

  rotate(from = oldKey, to = newKey): Promise<number | null> {
    return new RotateMasterKey(this.rotating, SEALED_STORES).run(from, to);
  }

  async node(masterKey: Buffer, newMasterKey?: Buffer): Promise<TestApp> {
    const started = await startApp({ masterKey, newMasterKey }, this.app);
    this.nodes.push(started);
    return started;
  }

  async stop(): Promise<void> {
    await this.rotating.destroy();
    await Promise.all(this.nodes.map((node) => node.close()));
    await this.app.close();
  }
}

export const keysOf = (node: TestApp) => node.nest.get(SpKeys, { strict: false });
export const checkOf = (node: TestApp) => node.nest.get(MasterKey, { strict: false }).check();
