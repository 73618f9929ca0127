import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first schema. `tenant_id` leads every key of what belongs to a tenant; what is compared without regard to case is kept folded, in collation "C". */
export class Initial1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE EXTENSION IF NOT EXISTS pg_trgm`,
  `CREATE EXTENSION IF NOT EXISTS btree_gin`,

  `CREATE TABLE tenants (
    id uuid CONSTRAINT pk_tenants PRIMARY KEY,
    alias text COLLATE "C" NOT NULL CONSTRAINT uq_tenants_alias UNIQUE,
    display_name text,
    sso_enabled boolean NOT NULL,
    idp_initiated_login text NOT NULL CONSTRAINT ck_tenants_idp_initiated_login CHECK (idp_initiated_login IN ('allowed', 'refused')),
    session_ttl_seconds integer,
    login_network_masks text[] NOT NULL,
    saml jsonb NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,

  `CREATE TABLE tenant_domains (
    domain text COLLATE "C" CONSTRAINT pk_tenant_domains PRIMARY KEY,
    tenant_id uuid NOT NULL CONSTRAINT fk_tenant_domains_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    kind text NOT NULL CONSTRAINT ck_tenant_domains_kind CHECK (kind IN ('default', 'alias', 'auxiliary')),
    CONSTRAINT uq_tenant_domains_kind UNIQUE (tenant_id, kind)
  )`,

  `CREATE TABLE sp_keys (
    tenant_id uuid NOT NULL CONSTRAINT fk_sp_keys_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    use text NOT NULL CONSTRAINT ck_sp_keys_use CHECK (use IN ('signing', 'encryption')),
    sealed_private_key bytea NOT NULL,
    master_key_id text NOT NULL,
    certificate bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_sp_keys PRIMARY KEY (tenant_id, use)
  )`,
  `CREATE INDEX ix_sp_keys_master_key ON sp_keys (master_key_id)`,

  `CREATE TABLE api_tokens (
    id uuid CONSTRAINT pk_api_tokens PRIMARY KEY,
    tenant_id uuid CONSTRAINT fk_api_tokens_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    name text NOT NULL,
    role text NOT NULL CONSTRAINT ck_api_tokens_role CHECK (role IN ('admin', 'viewer')),
    secret_hash bytea NOT NULL CONSTRAINT uq_api_tokens_secret_hash UNIQUE,
    expires_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX ix_api_tokens_tenant ON api_tokens (tenant_id)`,

  `CREATE TABLE idp_trusts (
    tenant_id uuid CONSTRAINT pk_idp_trusts PRIMARY KEY CONSTRAINT fk_idp_trusts_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    entity_id text NOT NULL,
    sso_services jsonb NOT NULL,
    slo_services jsonb NOT NULL,
    signing_certificates jsonb NOT NULL,
    want_authn_requests_signed boolean NOT NULL,
    name_id_formats text[] NOT NULL,
    warnings jsonb NOT NULL,
    source text NOT NULL CONSTRAINT ck_idp_trusts_source CHECK (source IN ('upload', 'url')),
    metadata_url text,
    metadata bytea NOT NULL,
    refreshed_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,

  `CREATE TABLE ram_users (
    tenant_id uuid NOT NULL CONSTRAINT fk_ram_users_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    user_name text NOT NULL,
    user_name_key text COLLATE "C" NOT NULL,
    display_name text,
    email text,
    mobile_phone text,
    comments text,
    status text NOT NULL CONSTRAINT ck_ram_users_status CHECK (status IN ('active', 'disabled')),
    disabled_at timestamptz,
    search_key text NOT NULL,
    last_login_at timestamptz,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT pk_ram_users PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_ram_users_user_name UNIQUE (tenant_id, user_name_key)
  )`,
  `CREATE INDEX ix_ram_users_search ON ram_users USING gin (tenant_id, search_key gin_trgm_ops)`,

  `CREATE TABLE sessions (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    name_id text NOT NULL,
    name_id_format text,
    name_qualifier text,
    sp_name_qualifier text,
    session_index text,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    authn_instant timestamptz NOT NULL,
    ip text NOT NULL,
    user_agent text,
    CONSTRAINT pk_sessions PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_sessions_token_hash UNIQUE (tenant_id, token_hash),
    CONSTRAINT fk_sessions_user FOREIGN KEY (tenant_id, user_id) REFERENCES ram_users (tenant_id, id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_sessions_user ON sessions (tenant_id, user_id)`,
  `CREATE INDEX ix_sessions_name_id ON sessions (tenant_id, lower(name_id COLLATE "C"))`,
  `CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)`,

  `CREATE TABLE authn_requests (
    tenant_id uuid NOT NULL CONSTRAINT fk_authn_requests_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    request_hash bytea NOT NULL,
    browser_secret_hash bytea NOT NULL,
    target text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    answered_by bytea,
    CONSTRAINT pk_authn_requests PRIMARY KEY (tenant_id, request_hash)
  )`,
  `CREATE INDEX ix_authn_requests_expires_at ON authn_requests (expires_at)`,

  `CREATE TABLE consumed_assertions (
    tenant_id uuid NOT NULL CONSTRAINT fk_consumed_assertions_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    assertion_hash bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_consumed_assertions PRIMARY KEY (tenant_id, assertion_hash)
  )`,
  `CREATE INDEX ix_consumed_assertions_expires_at ON consumed_assertions (expires_at)`,

  // No foreign key: what happened outlives the tenant that it happened to.
  `CREATE TABLE audit_events (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    time timestamptz NOT NULL,
    type text NOT NULL,
    actor text NOT NULL,
    user_name text,
    user_name_key text COLLATE "C",
    outcome text NOT NULL CONSTRAINT ck_audit_events_outcome CHECK (outcome IN ('success', 'refused')),
    code text,
    ip text NOT NULL,
    request_id text NOT NULL,
    details jsonb NOT NULL,
    CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, id, time)
  ) PARTITION BY RANGE (time)`,
  `CREATE TABLE audit_events_default PARTITION OF audit_events DEFAULT`,
  `CREATE INDEX ix_audit_events_time ON audit_events (tenant_id, time)`,
  `CREATE INDEX ix_audit_events_type ON audit_events (tenant_id, type, id)`,
  `CREATE INDEX ix_audit_events_user ON audit_events (tenant_id, user_name_key, id)`,
];

const DOWN = [
  `DROP TABLE audit_events, consumed_assertions, authn_requests, sessions, ram_users, idp_trusts, api_tokens, sp_keys, tenant_domains, tenants`,
  `DROP EXTENSION btree_gin`,
  `DROP EXTENSION pg_trgm`,
];
