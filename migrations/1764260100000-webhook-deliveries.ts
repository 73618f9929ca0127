import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be sent to each webhook, and what came of it. */
export class WebhookDeliveries1764260100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE webhooks
    ADD leased_until timestamptz,
    ADD paused_until timestamptz,
    ADD last_delivered_at timestamptz,
    ADD failing_since timestamptz,
    ADD failure_count integer NOT NULL DEFAULT 0,
    ADD failure_message text,
    ADD is_loss_told boolean NOT NULL DEFAULT false`,
  `CREATE TABLE webhook_deliveries (
    webhook_id uuid NOT NULL CONSTRAINT fk_webhook_deliveries_webhook REFERENCES webhooks (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    type text NOT NULL,
    payload text NOT NULL,
    status text NOT NULL CONSTRAINT ck_webhook_deliveries_status CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts integer NOT NULL,
    next_attempt_at timestamptz,
    last_attempt_at timestamptz,
    last_status integer,
    last_failure text,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_webhook_deliveries PRIMARY KEY (webhook_id, id)
  )`,
  `CREATE INDEX ix_webhook_deliveries_pending ON webhook_deliveries (webhook_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
  `CREATE INDEX ix_webhook_deliveries_created_at ON webhook_deliveries (created_at)`,
];

const DOWN = [
  `DROP TABLE webhook_deliveries`,
  `ALTER TABLE webhooks
    DROP leased_until,
    DROP paused_until,
    DROP last_delivered_at,
    DROP failing_since,
    DROP failure_count,
    DROP failure_message,
    DROP is_loss_told`,
];
