/**
 * What a release consists of, in release/: the package, its SBOM and their checksums. Before that it looks at licences, change log and
 * work tree, and afterwards at whether the package serves. `--draft`: whatever change log and work tree look like. docs/releasing.md.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeChangeLog } from './change-log';
import { serveInstalled } from './installed-package';
import { findForbidden } from './licences';
import { productionDependencies, readLockFile } from './lock-file';
import { writeSbom } from './sbom';

const ROOT = join(__dirname, '../..');
const TARGET = join(ROOT, 'release');

async function main(isDraft: boolean): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const dependencies = productionDependencies(readLockFile(join(ROOT, 'package-lock.json')));
  const against = [...findForbidden(dependencies), ...(isDraft ? [] : judgeState(version))];
  for (const line of against) say(`✗ ${line}`);
  if (against.length > 0) {
    process.exitCode = 1;
    return;
  }
  say(`✓ licences of ${dependencies.length} packages`);
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET);
  const tarball = pack();
  say(`✓ packed ${tarball}`);
  await serveInstalled(join(TARGET, tarball));
  say('✓ installed in an empty folder, and served by one command');
  const sbom = `ram-sso-${version}.cdx.json`;
  writeFileSync(join(TARGET, sbom), `${JSON.stringify(writeSbom(ROOT), null, 2)}\n`);
  const sums = [tarball, sbom].map((name) => `${digestOf(join(TARGET, name))}  ${name}\n`);
  writeFileSync(join(TARGET, 'SHA256SUMS'), sums.join(''));
  say(`✓ SBOM and checksums\nIn release/: ${tarball}, ${sbom}, SHA256SUMS`);
}

function judgeState(version: string): readonly string[] {
  const changes = execFileSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' }).trim();
  return [
    ...judgeChangeLog(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version),
    ...(changes === '' ? [] : ['the work tree has changes that are not committed']),
  ];
}

/** It is built already. */
function pack(): string {
  const options = ['--ignore-scripts', '--json', '--pack-destination', TARGET];
  const packed = execFileSync('npm', ['pack', ...options], { cwd: ROOT, encoding: 'utf8' });
  const [one] = JSON.parse(packed) as { filename: string }[];
  if (!one) throw new Error('npm packed nothing');
  return one.filename;
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.includes('--draft')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
