import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isForeignKeyViolation } from '../database/driver-error';

/** For whoever puts a key in force: one at a time. */
const LOCK = `hashtext('ram-sso'), hashtext('master key')`;

/** Which master key is in force, as the database knows it: by fingerprint. */
@Injectable()
export class MasterKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** One, or none before the first start; several only in a database from before there was this table. */
  async findIds(on: EntityManager = this.dataSource.manager): Promise<string[]> {
    const rows = await on.query<{ id: string }[]>('SELECT id FROM master_keys ORDER BY id');
    return rows.map(({ id }) => id);
  }

  /** When the latest was put in force; the beginning of time where none was. */
  async findSince(): Promise<Date> {
    const rows = await this.dataSource.query<{ since: Date }[]>(
      `SELECT coalesce(max(created_at), 'epoch') AS since FROM master_keys`,
    );
    return rows[0]?.since ?? new Date(0);
  }

  /** Puts a key in force where there is none, or where nothing is sealed under the one that is. */
  async adopt(id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
      // What is being sealed under one of them is seen by the next statement, not by one that begins before it.
      await this.lockOthers(tx, id);
      for (const other of await this.findIds(tx)) if (other !== id) await this.deleteUnused(tx, other);
      await tx.query(
        'INSERT INTO master_keys (id, created_at) SELECT $1, now() WHERE NOT EXISTS (SELECT FROM master_keys)',
        [id],
      );
    });
  }

  /** Whatever is sealed refers to its key: that is how one that is in use is told, whoever uses it. */
  private async deleteUnused(tx: EntityManager, id: string): Promise<void> {
    try {
      await tx.transaction((inner) => inner.query('DELETE FROM master_keys WHERE id = $1', [id]));
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
    }
  }

  /** @returns false where another rotation of this database is under way */
  async lockForRotation(tx: EntityManager): Promise<boolean> {
    const rows = await tx.query<{ locked: boolean }[]>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS locked`);
    return rows[0]?.locked === true;
  }

  async add(tx: EntityManager, id: string): Promise<void> {
    await tx.query('INSERT INTO master_keys (id, created_at) VALUES ($1, now()) ON CONFLICT DO NOTHING', [
      id,
    ]);
  }

  /** Waits for whoever is adding something under another key; whoever comes later waits for the end of the transaction. */
  async lockOthers(tx: EntityManager, id: string): Promise<void> {
    await tx.query('SELECT id FROM master_keys WHERE id <> $1 ORDER BY id FOR UPDATE', [id]);
  }

  /** Fails, by foreign key, where anything is still sealed under one of them. */
  async deleteOthers(tx: EntityManager, id: string): Promise<void> {
    await tx.query('DELETE FROM master_keys WHERE id <> $1', [id]);
  }
}
