import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a tenant's logins went and what they were like, as counts a day. */
export class LoginCounts1764270000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE login_counts');
  }
}

const UP = [
  `CREATE TABLE login_counts (
    tenant_id uuid NOT NULL CONSTRAINT fk_login_counts_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    day date NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    count integer NOT NULL,
    last_at timestamptz NOT NULL,
    CONSTRAINT pk_login_counts PRIMARY KEY (tenant_id, day, kind, value)
  )`,
  `CREATE INDEX ix_login_counts_day ON login_counts (day)`,
];
