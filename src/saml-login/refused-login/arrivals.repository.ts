import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RememberedRequest } from './arrival';

export interface AskedMemory {
  /** Null: it names no request. */
  readonly requestHash: Buffer | null;
  /** Null where the browser holds no cookie for the request. */
  readonly browserSecretHash: Buffer | null;
  /** Null: no assertion can be read. */
  readonly assertionHash: Buffer | null;
}

/** What is remembered of requests and assertions, for looking only: nothing is answered or used up. By the database's clock. */
@Injectable()
export class ArrivalsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async recall(
    tenantId: string,
    { requestHash, browserSecretHash, assertionHash }: AskedMemory,
  ): Promise<{ readonly request: RememberedRequest | null; readonly isReplayed: boolean }> {
    const [row] = await this.dataSource.query<[RecalledRow]>(
      `SELECT request.is_fresh AS "isFresh", request.is_this_browsers AS "isThisBrowsers", request.is_answered AS "isAnswered",
              EXISTS (SELECT FROM consumed_assertions WHERE tenant_id = $1 AND assertion_hash = $4) AS "isReplayed"
         FROM (VALUES (1)) AS one LEFT JOIN (
           SELECT expires_at > now() AS is_fresh, coalesce(browser_secret_hash = $3::bytea, false) AS is_this_browsers,
                  answered_by IS NOT NULL AS is_answered
             FROM authn_requests WHERE tenant_id = $1 AND request_hash = $2) AS request ON true`,
      [tenantId, requestHash, browserSecretHash, assertionHash],
    );
    const { isFresh, isThisBrowsers, isAnswered, isReplayed } = row;
    const request =
      isFresh === null
        ? null
        : { isFresh, isThisBrowsers: isThisBrowsers === true, isAnswered: isAnswered === true };
    return { request, isReplayed };
  }
}

interface RecalledRow {
  readonly isFresh: boolean | null;
  readonly isThisBrowsers: boolean | null;
  readonly isAnswered: boolean | null;
  readonly isReplayed: boolean;
}
