import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The fingerprint of the master key that is in force, as a row that everything sealed refers to: once a rotation has taken the row of
 * the old key away, no node that still has that key can add anything sealed under it, and no rotation can pass over something sealed.
 */
export class MasterKeys1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE TABLE master_keys (
    id text CONSTRAINT pk_master_keys PRIMARY KEY,
    created_at timestamptz NOT NULL
  )`,
  `INSERT INTO master_keys (id, created_at) SELECT DISTINCT master_key_id, now() FROM sp_keys`,
  `ALTER TABLE sp_keys ADD CONSTRAINT fk_sp_keys_master_key FOREIGN KEY (master_key_id) REFERENCES master_keys (id)`,
];

const DOWN = [`ALTER TABLE sp_keys DROP CONSTRAINT fk_sp_keys_master_key`, `DROP TABLE master_keys`];
