import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each audit event gets a number as it is written, by which what came late is told from what was known; and events are sealed by it,
 * a chain a trail. The index is one of block ranges: it costs a sign-in next to nothing, and whoever asks for the latest finds them.
 * Events that are there already are numbered by this, which writes them anew.
 */
export class AuditSeals1764367000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE SEQUENCE audit_arrivals`,
  `ALTER TABLE audit_events ADD COLUMN arrival bigint NOT NULL DEFAULT nextval('audit_arrivals')`,
  `CREATE INDEX ix_audit_events_arrival ON audit_events USING brin (arrival) WITH (pages_per_range = 32, autosummarize = on)`,

  `CREATE TABLE audit_cursors (
    name text CONSTRAINT pk_audit_cursors PRIMARY KEY,
    arrival bigint NOT NULL,
    moved_at timestamptz NOT NULL
  )`,

  `CREATE TABLE audit_seal_keys (
    id uuid CONSTRAINT pk_audit_seal_keys PRIMARY KEY,
    sealed_key bytea NOT NULL,
    master_key_id text NOT NULL CONSTRAINT fk_audit_seal_keys_master_key REFERENCES master_keys (id),
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX ix_audit_seal_keys_master_key ON audit_seal_keys (master_key_id)`,

  // No foreign key to tenants: a trail outlives the tenant, and so does what holds it together.
  `CREATE TABLE audit_seals (
    tenant_id uuid NOT NULL,
    sequence bigint NOT NULL,
    month date NOT NULL,
    high_month date NOT NULL,
    former_high_month date,
    from_arrival bigint NOT NULL,
    to_arrival bigint NOT NULL,
    first_id uuid NOT NULL,
    last_id uuid NOT NULL,
    high_id uuid NOT NULL,
    count integer NOT NULL,
    events_hash bytea NOT NULL,
    former_hash bytea,
    hash bytea NOT NULL,
    key_id uuid NOT NULL,
    sealed_at timestamptz NOT NULL,
    CONSTRAINT pk_audit_seals PRIMARY KEY (tenant_id, sequence)
  )`,
  `CREATE INDEX ix_audit_seals_arrival ON audit_seals (tenant_id, to_arrival)`,
  `CREATE INDEX ix_audit_seals_high_month ON audit_seals (high_month, tenant_id, sequence)`,
];

const DOWN = [
  `DROP TABLE audit_seals, audit_seal_keys, audit_cursors`,
  `ALTER TABLE audit_events DROP COLUMN arrival`,
  `DROP SEQUENCE audit_arrivals`,
];
