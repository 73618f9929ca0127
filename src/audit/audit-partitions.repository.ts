import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditMonth } from './audit-months';

/** As the default partition has them; a partitioned table can hand none down. docs/scale.md says why these. */
const APPENDED =
  'autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000, autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.02';

const LOCK_TIMEOUT_MS = 20;

@Injectable()
export class AuditPartitionsRepository {
  /** Of the months given, those that have no partition yet. */
  async missing(tx: EntityManager, months: readonly AuditMonth[]): Promise<AuditMonth[]> {
    const present = new Set(await this.listNames(tx));
    return months.filter(({ partition }) => !present.has(partition));
  }

  async readClock(tx: EntityManager): Promise<Date> {
    const rows: { now: Date }[] = await tx.query('SELECT clock_timestamp() AS now');
    if (!rows[0]) throw new Error('Postgres told no time');
    return rows[0].now;
  }

  async listNames(tx: EntityManager): Promise<string[]> {
    const rows: { name: string }[] = await tx.query(
      `SELECT child.relname AS name
         FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
        WHERE inhparent = 'audit_events'::regclass`,
    );
    return rows.map(({ name }) => name);
  }

  /** By the index of block ranges, however little Postgres knows of the table. */
  async holdsLater(tx: EntityManager, { partition }: AuditMonth, arrival: number): Promise<boolean> {
    await tx.query('SET LOCAL enable_seqscan = off');
    const rows: { holds: boolean }[] = await tx.query(
      `SELECT EXISTS (SELECT FROM ${partition} WHERE arrival > $1) AS holds`,
      [arrival],
    );
    return rows[0]?.holds !== false;
  }

  /** Logins wait for the lock, and for whoever waits for it: where it is not to be had at once it throws, and another time will do. */
  async detach(tx: EntityManager, { partition }: AuditMonth): Promise<void> {
    await tx.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT_MS}ms'`);
    await tx.query(`ALTER TABLE audit_events DETACH PARTITION ${partition}`);
  }

  async drop(tx: EntityManager, { partition }: AuditMonth): Promise<void> {
    await tx.query(`DROP TABLE ${partition}`);
  }

  /**
   * Makes one partition. Events of that month that the default partition caught meanwhile move along: Postgres refuses a
   * partition that would leave some of its rows in the default one. Logins wait for the locks, and for whoever waits for them: so
   * all that can be done without them comes first, and where they are not to be had at once, another time will do.
   */
  async make(tx: EntityManager, month: AuditMonth): Promise<void> {
    const bounds = [month.from.toISOString(), month.to.toISOString()];
    await tx.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT_MS}ms'`);
    await tx.query(
      `CREATE TABLE ${month.partition} (LIKE audit_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES) WITH (${APPENDED})`,
    );
    await tx.query(`LOCK TABLE ONLY audit_events IN SHARE ROW EXCLUSIVE MODE`);
    await tx.query(`LOCK TABLE audit_events_default IN ACCESS EXCLUSIVE MODE`);
    await tx.query(
      `WITH moved AS (DELETE FROM audit_events_default WHERE time >= $1 AND time < $2 RETURNING *)
       INSERT INTO ${month.partition} SELECT * FROM moved`,
      bounds,
    );
    // The bounds are ours, and DDL takes no parameters.
    await tx.query(
      `ALTER TABLE audit_events ATTACH PARTITION ${month.partition} FOR VALUES FROM ('${bounds.join("') TO ('")}')`,
    );
  }
}
