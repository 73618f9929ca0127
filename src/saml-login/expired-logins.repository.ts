import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';

/** What a login leaves behind, once it can no longer be answered or shown again; by the database's clock. */
@Injectable()
export class ExpiredLoginsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns how many of at most `limit` */
  deleteRequests(limit: number): Promise<number> {
    return this.delete('authn_requests', limit);
  }

  /** @returns how many of at most `limit` */
  deleteAssertions(limit: number): Promise<number> {
    return this.delete('consumed_assertions', limit);
  }

  /** Those of deleted tenants; likewise. */
  deleteFormerAssertions(limit: number): Promise<number> {
    return this.delete('former_assertions', limit);
  }

  /** @returns how many of at most `limit` */
  deleteTests(limit: number): Promise<number> {
    return this.delete('test_logins', limit);
  }

  private delete(table: string, limit: number): Promise<number> {
    const past = { table, by: 'expires_at', where: 'expires_at <= now()' };
    return deleteOldest(this.dataSource, past, [], limit);
  }
}
