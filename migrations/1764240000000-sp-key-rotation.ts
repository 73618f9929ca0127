import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several SP keys of one use, each with its place in a rotation. Those that there were are the current ones; their certificates were
 * made with them, for ten years. Deferrable, so that two keys can change places in one statement.
 */
export class SpKeyRotation1764240000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE sp_keys
    ADD id uuid,
    ADD status text CONSTRAINT ck_sp_keys_status CHECK (status IN ('current', 'next', 'previous')),
    ADD not_after timestamptz,
    ADD updated_at timestamptz`,
  `UPDATE sp_keys SET
    id = gen_random_uuid(),
    status = 'current',
    not_after = (date_trunc('second', created_at AT TIME ZONE 'UTC') + interval '10 years') AT TIME ZONE 'UTC',
    updated_at = created_at`,
  `ALTER TABLE sp_keys
    ALTER id SET NOT NULL,
    ALTER status SET NOT NULL,
    ALTER not_after SET NOT NULL,
    ALTER updated_at SET NOT NULL,
    DROP CONSTRAINT pk_sp_keys,
    ADD CONSTRAINT pk_sp_keys PRIMARY KEY (tenant_id, id),
    ADD CONSTRAINT uq_sp_keys_status UNIQUE (tenant_id, use, status) DEFERRABLE INITIALLY IMMEDIATE`,
  `CREATE INDEX ix_sp_keys_not_after ON sp_keys (not_after)`,
];

const DOWN = [
  `DROP INDEX ix_sp_keys_not_after`,
  `DELETE FROM sp_keys WHERE status <> 'current'`,
  `ALTER TABLE sp_keys
    DROP CONSTRAINT uq_sp_keys_status,
    DROP CONSTRAINT pk_sp_keys,
    DROP id,
    DROP status,
    DROP not_after,
    DROP updated_at,
    ADD CONSTRAINT pk_sp_keys PRIMARY KEY (tenant_id, use)`,
];
