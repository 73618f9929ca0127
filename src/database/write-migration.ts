/** The source of a migration. @param name in kebab-case. */
export function writeMigration(
  name: string,
  time: number,
  up: readonly string[],
  down: readonly string[],
): string {
  const className =
    name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) + String(time);
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
${list(up)}
];

const DOWN = [
${list(down)}
];
`;
}

function list(statements: readonly string[]): string {
  return statements.map((statement) => `  \`${escape(statement)}\`,`).join('\n');
}

function escape(text: string): string {
  return text.replaceAll(/[\\`]|\$\{/g, (found) => `\\${found}`);
}
