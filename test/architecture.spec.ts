import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');
const SOURCE_LINES = 300;
const TEST_LINES = 400;
const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|lib|index)(\.tsx?|\/)/;

describe('the house', () => {
  // One file is written by a script, of the API's own document.
  const sources = filesBelow('src').filter((file) => file !== 'src/sdk/openapi.ts');
  const tests = filesBelow('test').filter((file) => !file.startsWith('test/fixtures/'));

  it.each([
    ['source', sources, SOURCE_LINES],
    ['test', tests, TEST_LINES],
  ])('has no %s file above its size', (_, files, limit) => {
    const long = files
      .filter((file) => linesOf(file) > limit)
      .map((file) => `${file}: ${linesOf(file)} lines`);
    expect(long).toEqual([]);
  });

  it('has a verifier that can be read in one sitting', () => {
    const verifier = sources.filter((file) => VERIFIER.test(file));
    expect(verifier.length).toBeGreaterThan(20);
    const lines = verifier.reduce((sum, file) => sum + codeLinesOf(file), 0);
    expect(lines).toBeLessThan(VERIFIER_LINES);
  });

  it('names files by the one idea in them', () => {
    const wrong = [...sources, ...tests].filter(
      (file) => FORBIDDEN_NAMES.test(file) || !/^[a-z0-9./-]+$/.test(file),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps its floors, without cycles', () => {
    const cruiser = join(ROOT, 'node_modules', '.bin', 'depcruise');
    const run = () =>
      execFileSync(cruiser, ['--config', '.dependency-cruiser.cjs', 'src', 'migrations'], {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(outputOf(run)).toContain('no dependency violations found');
  }, 60_000);

  it('gives every room a paragraph: what it owns, its routes, whom it does not know', () => {
    const modules = sources.filter((file) => /^src\/[^/]+\/[^/]+\.module\.ts$/.test(file));
    const silent = modules.filter(
      (file) => !/\/\*\*[\s\S]{80,}?\*\/\s*(@Global\(\)\s*)?@Module/.test(read(file)),
    );
    expect(modules.length).toBeGreaterThan(5);
    expect(silent).toEqual([]);
  });

  it('writes SQL in repositories and in what runs the database alone', () => {
    const places = /\.repository\.ts$|^src\/(database|health)\//;
    const statement = /[`'"]\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s/;
    expect(sources.filter((file) => !places.test(file) && statement.test(read(file)))).toEqual([]);
  });

  it('asks the time of the clock', () => {
    // The clock itself, the log, a developer's script, and ids, whose order must not depend on a clock that tests set.
    const places = [
      'src/settings/clock.ts',
      'src/http/log-lines.ts',
      'src/secrets/ids.ts',
      'src/database/generate-migration.ts',
    ];
    const time = /new Date\(\)|Date\.now\(\)/;
    expect(sources.filter((file) => !places.includes(file) && time.test(read(file)))).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const places = ['src/main.ts', 'src/database/generate-migration.ts', 'src/database/run-migrations.ts'];
    const others = sources.filter((file) => !places.includes(file) && /process\.env\b/.test(read(file)));
    // Postgres's own processes get the search path of ours.
    expect(others).toEqual(['src/database/embedded-postgres.ts']);
  });

  it('keeps the pure core free of Nest, the network, the environment and the clock', () => {
    const impure = /process\.|fetch\(|Math\.random|console\.|setTimeout|@Injectable/;
    const core = sources.filter((file) => file.startsWith('src/saml/'));
    expect(core.filter((file) => impure.test(read(file)))).toEqual([]);
  });
});

/** What decides on a login: its checks, the signature's, the parser and the canonicaliser. */
const VERIFIER =
  /^src\/saml\/(login|checks|xml)\/|^src\/saml\/signature\/(verify-enveloped|signed-info|algorithms|refuse-signature)\.ts$/;
const VERIFIER_LINES = 1300;

function filesBelow(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function linesOf(file: string): number {
  return read(file).split('\n').length - 1;
}

/** Lines of statements; without imports, type declarations, comments and blank lines. */
function codeLinesOf(file: string): number {
  const { statements } = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const code = statements.filter(
    (statement) =>
      !ts.isImportDeclaration(statement) &&
      !ts.isInterfaceDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement),
  );
  const lines = code.flatMap((statement) => statement.getText().split('\n'));
  return lines.filter((line) => !/^\s*($|\/\/|\/\*|\*)/.test(line)).length;
}

function outputOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}
