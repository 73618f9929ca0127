import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the logins of all tenants went, as counts a day: the sum over ten thousand of them is not made for each look. */
export class PlatformLoginCounts1764340000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE platform_login_counts');
  }
}

const UP = [
  `CREATE TABLE platform_login_counts (
    day date NOT NULL,
    outcome text NOT NULL,
    count bigint NOT NULL,
    CONSTRAINT pk_platform_login_counts PRIMARY KEY (day, outcome)
  )`,
  `INSERT INTO platform_login_counts (day, outcome, count)
    SELECT day, value, sum(count) FROM login_counts WHERE kind = 'outcome' GROUP BY day, value`,
];
