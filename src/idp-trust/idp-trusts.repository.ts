import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThanOrEqual, MoreThan } from 'typeorm';
import { IdpTrustEntity } from './idp-trust.entity';

export type FoundTrust = IdpTrustEntity;

/** Of the whole service: what a flood of logins may cost others' servers, and this one. */
const EARLY_REFRESHES_A_MINUTE = 30;

/** What a refresh may change of a trust that stays. */
export type TrustColumns = Partial<
  Pick<
    IdpTrustEntity,
    | 'refreshedAt'
    | 'nextRefreshAt'
    | 'refreshFailedSince'
    | 'refreshFailureCount'
    | 'refreshFailureCode'
    | 'refreshFailureMessage'
  >
>;

@Injectable()
export class IdpTrustsRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(tenantId: string): Promise<FoundTrust | null> {
    return this.dataSource.manager.findOneBy(IdpTrustEntity, { tenantId });
  }

  /** Whose next end is no later than `until`, by tenant. */
  listEnding(until: Date, after: string | undefined, limit: number): Promise<FoundTrust[]> {
    return this.dataSource.manager.find(IdpTrustEntity, {
      where: {
        nextEndAt: LessThanOrEqual(until),
        ...(after === undefined ? {} : { tenantId: MoreThan(after) }),
      },
      order: { tenantId: 'ASC' },
      take: limit,
    });
  }

  /**
   * Takes up trusts that are to be fetched again, the longest due first; none of them is due again before `leasedUntil`.
   * @returns their tenants' ids
   */
  async claimDue(now: Date, leasedUntil: Date, limit: number): Promise<string[]> {
    const claim = `
      UPDATE idp_trusts SET next_refresh_at = $2 WHERE tenant_id IN (
        SELECT tenant_id FROM idp_trusts WHERE next_refresh_at <= $1 ORDER BY next_refresh_at LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED
      ) RETURNING tenant_id`;
    const [rows]: [{ tenant_id: string }[], number] = await this.dataSource.query(claim, [
      now,
      leasedUntil,
      limit,
    ]);
    return rows.map(({ tenant_id }) => tenant_id);
  }

  /**
   * Takes the one early refresh that a tenant has in ten minutes, within what the whole service has in one; by the database's clock.
   * @returns `underway` where somebody took it so lately that it may still be going on
   */
  async claimEarlyRefresh(tenantId: string): Promise<'claimed' | 'underway' | 'spent'> {
    const claim = `
      WITH recent AS (
        SELECT FROM idp_trusts WHERE early_refresh_at > now() - interval '1 minute' LIMIT ${EARLY_REFRESHES_A_MINUTE}
      )
      UPDATE idp_trusts SET early_refresh_at = now()
      WHERE tenant_id = $1 AND metadata_url IS NOT NULL
        AND (early_refresh_at IS NULL OR early_refresh_at <= now() - interval '10 minutes')
        AND (SELECT count(*) FROM recent) < ${EARLY_REFRESHES_A_MINUTE}
      RETURNING tenant_id`;
    const [claimed]: [unknown[], number] = await this.dataSource.query(claim, [tenantId]);
    if (claimed.length === 1) return 'claimed';
    const look = `
      SELECT FROM idp_trusts WHERE tenant_id = $1 AND early_refresh_at > now() - interval '4 seconds'`;
    const underway: unknown[] = await this.dataSource.query(look, [tenantId]);
    return underway.length === 1 ? 'underway' : 'spent';
  }

  lock(tx: EntityManager, tenantId: string): Promise<FoundTrust | null> {
    return tx.findOne(IdpTrustEntity, { where: { tenantId }, lock: { mode: 'for_no_key_update' } });
  }

  /** In place of the one that there was. Fails on `fk_idp_trusts_tenant` where the tenant is gone. */
  async put(tx: EntityManager, trust: IdpTrustEntity): Promise<void> {
    await tx.upsert(IdpTrustEntity, trust, ['tenantId']);
    await this.putCertificates(tx, trust);
  }

  async update(tx: EntityManager, tenantId: string, columns: TrustColumns): Promise<void> {
    await tx.update(IdpTrustEntity, { tenantId }, columns);
  }

  async delete(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.delete(IdpTrustEntity, { tenantId });
  }

  private async putCertificates(
    tx: EntityManager,
    { tenantId, signingCertificates }: IdpTrustEntity,
  ): Promise<void> {
    await tx.query(
      `WITH gone AS (
         DELETE FROM idp_trust_certificates WHERE tenant_id = $1 AND sha256_fingerprint <> ALL ($2::text[])
       )
       INSERT INTO idp_trust_certificates (tenant_id, sha256_fingerprint, subject, not_after)
       SELECT $1, fresh.* FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS fresh
       ON CONFLICT DO NOTHING`,
      [
        tenantId,
        signingCertificates.map(({ sha256Fingerprint }) => sha256Fingerprint),
        signingCertificates.map(({ subject }) => subject),
        signingCertificates.map(({ notAfter }) => notAfter),
      ],
    );
  }
}
