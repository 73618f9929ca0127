import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under whose key the metadata of a draft must be signed. */
export class ConsoleTrustDraftSigner1764371000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE console_trust_drafts ADD COLUMN metadata_signing_certificate text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE console_trust_drafts DROP COLUMN metadata_signing_certificate');
  }
}
