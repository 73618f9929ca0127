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

  async findAlias(tenantId: string): Promise<string | null> {
    const found = await this.dataSource.manager.findOne(TenantEntity, {
      select: { alias: true },
      where: { id: tenantId },
    });
    return found?.alias ?? null;
  }
}
