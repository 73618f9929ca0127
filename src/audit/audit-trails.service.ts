import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrailsRepository, type Deletion } from './audit-trails.repository';

export type { Deletion } from './audit-trails.repository';

/** Whose trails there are. */
@Injectable()
export class AuditTrails {
  constructor(private readonly repository: AuditTrailsRepository) {}

  /** Those of tenants that there are and of such as are gone, in the order of their ids. @param after the nil UUID: from the first */
  list(tx: EntityManager, after: string, limit: number): Promise<string[]> {
    return this.repository.list(tx, after, limit);
  }

  /** By tenant id; nothing where such an event was dropped, or never written. */
  async findDeletions(
    tx: EntityManager,
    tenantIds: readonly string[],
  ): Promise<ReadonlyMap<string, Deletion>> {
    const found = await this.repository.listDeletions(tx, tenantIds);
    return new Map(found.map((deletion) => [deletion.tenantId, deletion]));
  }
}
