import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The responses of refused logins, sealed, for a while. What it is capped by is in one index. */
export class RefusedLogins1764320100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE refused_logins');
  }
}

const UP = [
  `CREATE TABLE refused_logins (
    tenant_id uuid NOT NULL CONSTRAINT fk_refused_logins_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    time timestamptz NOT NULL,
    request_id text NOT NULL,
    code text NOT NULL,
    user_name text,
    ip text NOT NULL,
    kind text NOT NULL CONSTRAINT ck_refused_logins_kind CHECK (kind IN ('vouched', 'shaped', 'rubbish')),
    network text NOT NULL,
    size integer NOT NULL,
    sealed bytea NOT NULL,
    master_key_id text NOT NULL CONSTRAINT fk_refused_logins_master_key REFERENCES master_keys (id),
    CONSTRAINT pk_refused_logins PRIMARY KEY (tenant_id, id)
  )`,
  // Compressed before it was sealed: Postgres would try in vain.
  `ALTER TABLE refused_logins ALTER sealed SET STORAGE EXTERNAL`,
  `CREATE INDEX ix_refused_logins_request ON refused_logins (tenant_id, request_id, id)`,
  `CREATE INDEX ix_refused_logins_kind ON refused_logins (tenant_id, kind, id, size, network)`,
  `CREATE INDEX ix_refused_logins_time ON refused_logins (time)`,
  `CREATE INDEX ix_refused_logins_master_key ON refused_logins (master_key_id)`,
];
