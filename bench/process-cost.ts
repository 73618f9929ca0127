import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** Of Linux, whatever its kernel counts in itself. */
const TICKS_PER_SECOND = 100;

export interface Cost {
  readonly cpuMilliseconds: number;
  /** Proportional: memory that processes share is counted once. */
  readonly memoryMegabytes: number;
}

export interface ServiceCost {
  readonly service: Cost;
  readonly postgres: Cost;
}

/** What the service and the Postgres that it started have used up to now, from /proc. */
export function readCost(servicePid: number): ServiceCost {
  const below = descendantsOf(servicePid);
  return { service: costOf([servicePid]), postgres: costOf(below) };
}

function costOf(pids: readonly number[]): Cost {
  return { cpuMilliseconds: cpuMillisecondsOf(pids), memoryMegabytes: sum(pids.map(memoryMegabytes)) };
}

export function cpuMillisecondsOf(pids: readonly number[]): number {
  return sum(pids.map(cpuMilliseconds));
}

/** Resident, with what it shares: what `ps` calls RSS. */
export function residentMegabytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

/** Also that of children that have ended and were waited for. */
function cpuMilliseconds(pid: number): number {
  const [user, system, childrenUser, childrenSystem] = statOf(pid).slice(11, 15).map(Number);
  const own = (user ?? 0) + (system ?? 0);
  // The service's children that ended are initdb and the like, before anything is measured.
  return ((own + (childrenUser ?? 0) + (childrenSystem ?? 0)) * 1000) / TICKS_PER_SECOND;
}

function memoryMegabytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

export function descendantsOf(pid: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(all.map((one) => [one, Number(statOf(one)[1])]));
  const below = (parent: number): number[] =>
    all.filter((one) => parents.get(one) === parent).flatMap((one) => [one, ...below(one)]);
  return below(pid);
}

/** The name of the file that it runs; empty where it has ended in the meantime. */
export function programOf(pid: number): string {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    return '';
  }
}

/** The fields after the command's name, which may itself hold spaces and brackets: proc(5), from `state` on. */
function statOf(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Empty where the process has ended in the meantime. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
