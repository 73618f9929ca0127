import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const GROUPS = '/sys/fs/cgroup/cpu';
const PERIOD_US = 10_000;

/** A share of a core for a process with all of its threads, by the kernel's own quota (cgroups of version 1, which take root). */
export class CoreShare {
  private constructor(
    private readonly pid: number,
    private readonly group: string,
  ) {}

  /** Whether there is such a quota here, for us to set. */
  static isToBeHad(): boolean {
    return existsSync(join(GROUPS, 'cpu.cfs_quota_us')) && process.getuid?.() === 0;
  }

  static of(pid: number, share: number): CoreShare {
    const group = join(GROUPS, `ram-sso-bench-${pid}`);
    mkdirSync(group);
    writeFileSync(join(group, 'cpu.cfs_period_us'), String(PERIOD_US));
    writeFileSync(join(group, 'cpu.cfs_quota_us'), String(PERIOD_US * share));
    writeFileSync(join(group, 'cgroup.procs'), String(pid));
    return new CoreShare(pid, group);
  }

  /** It has whole cores again. */
  end(): void {
    writeFileSync(join(GROUPS, 'cgroup.procs'), String(this.pid));
    rmdirSync(this.group);
  }
}
