import { execFile, execFileSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Stage } from './stage';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..', '..');
/** While nothing has been released: a state of the program that lacks the last migrations, to stand for it. */
const BEFORE_THE_FIRST = '095333bc7c11c5dd8ecd324d37c7e1dbc91048ac';
const PARTS = ['src', 'migrations', 'docs/guides', 'tsconfig.json', 'tsconfig.build.json', 'package.json'];

export interface FormerRelease {
  readonly name: string;
  /** Of the built program. */
  readonly main: string;
}

/** Builds the last release before this state of the program, out of the repository's history. */
export async function buildFormerRelease(stage: Stage): Promise<FormerRelease> {
  const tags = git('tag', '--list', 'v*', '--merged', 'HEAD~1', '--sort=-version:refname').split('\n');
  const name = tags.find((tag) => tag !== '') ?? BEFORE_THE_FIRST;
  const directory = stage.directory();
  await run('bash', ['-c', 'git archive "$0" "${@:2}" | tar -x -C "$1"', name, directory, ...PARTS], {
    cwd: ROOT,
  });
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  // Its types were checked when it was released.
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  await run(process.execPath, [compiler, '-p', join(directory, 'tsconfig.build.json'), '--noCheck'], {
    cwd: directory,
  });
  for (const assets of ['src/console/assets', 'docs/guides'])
    cpSync(join(directory, assets), join(directory, 'dist', assets), { recursive: true });
  return { name: name.slice(0, 12), main: join(directory, 'dist', 'src', 'main.js') };
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT }).toString().trim();
}
