import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a test has started, ended in the opposite order. */
export class Stage {
  private readonly ends: (() => unknown)[] = [];

  atEnd(end: () => unknown): void {
    this.ends.push(end);
  }

  /** Of whoever runs Postgres, so that it can be its home. */
  directory(): string {
    const made = realpathSync(mkdtempSync(join(tmpdir(), 'ram-faults-')));
    giveToServers(made);
    this.atEnd(() => {
      rmSync(made, { recursive: true, force: true });
    });
    return made;
  }

  async clear(): Promise<void> {
    for (let end = this.ends.pop(); end; end = this.ends.pop()) await end();
  }
}

/** A small disk of its own; what only root may do is done by `sudo`, where it is allowed. */
export function mountSmallDisk(stage: Stage, megabytes: number): string {
  const directory = stage.directory();
  const sudo = isRoot ? [] : ['sudo', '-n'];
  const asRoot = (...words: string[]): void => {
    const [command = '', ...args] = [...sudo, ...words];
    execFileSync(command, args);
  };
  asRoot('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'tmpfs', directory);
  stage.atEnd(() => {
    asRoot('umount', directory);
  });
  giveToServers(directory);
  return directory;
}

const isRoot = process.geteuid?.() === 0;

/** Postgres and etcd's like refuse to run as root: there they run as Debian's account for Postgres. */
export function asServer(command: string, args: readonly string[]): [string, string[]] {
  if (!isRoot) return [command, [...args]];
  return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args]];
}

export function giveToServers(path: string): void {
  if (!isRoot) return;
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres']).toString()));
  chownSync(path, uid ?? 0, gid ?? 0);
}
