import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a tenant's IdP vouched for, and no RAM user matched. `nearest` holds users' ids without a foreign key: they are suggestions. */
export class UnmatchedPeople1764320200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unmatched_people');
  }
}

const UP = [
  `CREATE TABLE unmatched_people (
    tenant_id uuid NOT NULL CONSTRAINT fk_unmatched_people_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    user_name text NOT NULL,
    user_name_key text COLLATE "C" NOT NULL,
    name_id text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    count integer NOT NULL,
    nearest uuid[] NOT NULL,
    CONSTRAINT pk_unmatched_people PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_unmatched_people_user_name UNIQUE (tenant_id, user_name_key)
  )`,
  `CREATE INDEX ix_unmatched_people_last_seen ON unmatched_people (tenant_id, last_seen_at)`,
  `CREATE INDEX ix_unmatched_people_last_seen_at ON unmatched_people (last_seen_at)`,
];
