import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of a tenant's RAM users may enter the console. The default is for nodes that still run what was before it. */
export class ConsoleRoles1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE ram_users ADD console_role text NOT NULL DEFAULT 'none'
         CONSTRAINT ck_ram_users_console_role CHECK (console_role IN ('none', 'viewer', 'admin'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ram_users DROP console_role');
  }
}
