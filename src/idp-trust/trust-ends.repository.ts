import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Something of a tenant's trust that ends. */
export interface TrustEnd {
  readonly tenantId: string;
  readonly kind: 'idp_certificate' | 'idp_metadata';
  /** Of the certificate; of metadata the IdP's entityID. */
  readonly subject: string;
  /** Null of metadata. */
  readonly sha256Fingerprint: string | null;
  readonly notAfter: Date;
}

@Injectable()
export class TrustEndsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Of all tenants, what ends after `now` and by `until`, the soonest first. Of metadata those alone whose end nobody is likely to put off
   * in time: uploaded, failing to be fetched, or telling the same end for three quarters of the way to it.
   */
  listSoonest(now: Date, until: Date, limit: number): Promise<TrustEnd[]> {
    return this.dataSource.query(
      `(SELECT tenant_id AS "tenantId", 'idp_certificate' AS kind, subject, sha256_fingerprint AS "sha256Fingerprint",
               not_after AS "notAfter"
          FROM idp_trust_certificates WHERE not_after > $1 AND not_after <= $2 ORDER BY not_after LIMIT $3)
       UNION ALL
       (SELECT tenant_id, 'idp_metadata', entity_id, NULL, valid_until
          FROM idp_trusts
         WHERE valid_until > $1 AND valid_until <= $2
           AND (source = 'upload' OR refresh_failed_since IS NOT NULL
            OR (valid_until - valid_until_since >= interval '96 hours' AND valid_until - $1 <= (valid_until - valid_until_since) / 4))
         ORDER BY valid_until LIMIT $3)
       ORDER BY "notAfter" LIMIT $3`,
      [now, until, limit],
    );
  }

  /** Counted up to `most`. */
  async countRefreshFailing(most: number): Promise<number> {
    const rows: { found: number }[] = await this.dataSource.query(
      `SELECT count(*)::integer AS found
         FROM (SELECT FROM idp_trusts WHERE refresh_failed_since IS NOT NULL ORDER BY tenant_id LIMIT $1) failing`,
      [most],
    );
    return rows[0]?.found ?? 0;
  }
}
