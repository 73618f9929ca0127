import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { IdpTrustVersionEntity } from './idp-trust-version.entity';

/** A version without its document. */
export type FoundVersion = Omit<IdpTrustVersionEntity, 'metadata'>;

export type NewVersion = Omit<IdpTrustVersionEntity, 'number'>;

/** What is kept of a tenant, the newest first; the newest itself always. */
const MOST_VERSIONS = 50;
const MOST_BYTES = 100 * 1024 * 1024;

@Injectable()
export class IdpTrustVersionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In a transaction that has locked the tenant. @returns the number of the new version. Fails on `fk_idp_trust_versions_tenant` where the tenant is gone. */
  async add(tx: EntityManager, version: NewVersion): Promise<number> {
    const newest = await tx.maximum(IdpTrustVersionEntity, 'number', { tenantId: version.tenantId });
    const number = (newest ?? 0) + 1;
    await tx.insert(IdpTrustVersionEntity, { ...version, number });
    await this.trim(tx, version.tenantId);
    return number;
  }

  async replaceDocument(
    tx: EntityManager,
    tenantId: string,
    number: number,
    metadata: Buffer,
  ): Promise<void> {
    await tx.update(IdpTrustVersionEntity, { tenantId, number }, { metadata });
  }

  /** Newest first. @param page `after` is a number */
  list(tenantId: string, { limit, after }: PageRequest): Promise<FoundVersion[]> {
    return this.dataSource.manager.find(IdpTrustVersionEntity, {
      where: { tenantId, ...(after === undefined ? {} : { number: LessThan(Number(after)) }) },
      order: { number: 'DESC' },
      take: limit + 1,
    });
  }

  /** With its document. */
  find(tenantId: string, number: number): Promise<IdpTrustVersionEntity | null> {
    return this.dataSource
      .createQueryBuilder(IdpTrustVersionEntity, 'version')
      .addSelect('version.metadata')
      .where('version.tenantId = :tenantId AND version.number = :number', { tenantId, number })
      .getOne();
  }

  private async trim(tx: EntityManager, tenantId: string): Promise<void> {
    const trim = `
      DELETE FROM idp_trust_versions WHERE tenant_id = $1 AND number IN (
        SELECT number FROM (
          SELECT number, row_number() OVER newer AS place, sum(octet_length(metadata)) OVER newer AS bytes
          FROM idp_trust_versions WHERE tenant_id = $1 WINDOW newer AS (ORDER BY number DESC)
        ) AS kept WHERE place > $2 OR (place > 1 AND bytes > $3)
      )`;
    await tx.query(trim, [tenantId, MOST_VERSIONS, MOST_BYTES]);
  }
}
