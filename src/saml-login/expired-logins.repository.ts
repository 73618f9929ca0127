import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What a login leaves behind, once it can no longer be answered or shown again; by the database's clock. */
@Injectable()
export class ExpiredLoginsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns how many of at most `limit` */
  deleteRequests(limit: number): Promise<number> {
    return this.delete('authn_requests', 'request_hash', limit);
  }

  /** @returns how many of at most `limit` */
  deleteAssertions(limit: number): Promise<number> {
    return this.delete('consumed_assertions', 'assertion_hash', limit);
  }

  /** @returns how many of at most `limit` */
  deleteTests(limit: number): Promise<number> {
    return this.delete('test_logins', 'id', limit);
  }

  private async delete(table: string, key: string, limit: number): Promise<number> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `DELETE FROM ${table} WHERE (tenant_id, ${key}) IN
         (SELECT tenant_id, ${key} FROM ${table} WHERE expires_at <= now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)`,
      [limit],
    );
    return count;
  }
}
