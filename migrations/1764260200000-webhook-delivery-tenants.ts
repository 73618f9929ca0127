import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose event a message tells of, so that no tenant fills what waits for a webhook of the platform. */
export class WebhookDeliveryTenants1764260200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE webhook_deliveries ADD tenant_id uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE webhook_deliveries DROP tenant_id`);
  }
}
