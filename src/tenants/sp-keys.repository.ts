import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SpKeyEntity, type SpKeyUse } from './sp-key.entity';
import { TenantEntity } from './tenant.entity';

@Injectable()
export class SpKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(tenantId: string, use: SpKeyUse): Promise<SpKeyEntity | null> {
    return this.dataSource.manager.findOneBy(SpKeyEntity, { tenantId, use });
  }

  /** Of two that are stored at once for one tenant and use, the first stays. */
  async insertIfMissing(key: SpKeyEntity): Promise<void> {
    await this.dataSource.createQueryBuilder().insert().into(SpKeyEntity).values(key).orIgnore().execute();
  }

  /** The ids of the master keys that keys are sealed under: none, one, or the first and the last of several. */
  async findMasterKeyIds(): Promise<string[]> {
    const [row] = await this.dataSource.query<[{ first: string | null; last: string | null }]>(
      'SELECT min(master_key_id) AS first, max(master_key_id) AS last FROM sp_keys',
    );
    return [...new Set([row.first, row.last].flatMap((id) => id ?? []))];
  }

  async findAlias(tenantId: string): Promise<string | null> {
    const found = await this.dataSource.manager.findOne(TenantEntity, {
      select: { alias: true },
      where: { id: tenantId },
    });
    return found?.alias ?? null;
  }
}
