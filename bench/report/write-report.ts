import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chart } from './chart';
import { type MeasuredPart, withMeasured } from './performance-page';
import type {
  BenchResults,
  Circumstances,
  EnduranceResults,
  ScaleResults,
  SoakResults,
  WorkersResults,
} from './results';
import {
  enduranceTablesOf,
  type ReportTable,
  scaleTablesOf,
  soakTablesOf,
  tablesOf,
  workersTablesOf,
} from './tables';
import { textTable } from './text-table';

const ROOT = join(__dirname, '..', '..');
const PAGE = join(ROOT, 'docs', 'performance.md');
const CHART = join(ROOT, 'docs', 'images', 'performance.svg');

export interface ReportOptions {
  /** Also into the documentation, as what was last measured. */
  readonly isRecorded: boolean;
}

export async function reportLogins(results: BenchResults, options: ReportOptions): Promise<void> {
  const tables = tablesOf(results);
  showTables(results, tables);
  for (const reason of results.leftOut) console.log(`\nLEFT OUT: ${reason}`);
  await writeResults({ name: 'logins', tables, picture: 'images/performance.svg' }, results, options);
  await writeFile(options.isRecorded ? CHART : fileOf(results, 'logins.svg'), chart(results));
}

export async function reportScale(results: ScaleResults, options: ReportOptions): Promise<void> {
  const tables = scaleTablesOf(results);
  showTables(results, tables);
  await writeResults({ name: 'scale', tables }, results, options);
}

export async function reportSoak(results: SoakResults, options: ReportOptions): Promise<void> {
  const tables = soakTablesOf(results);
  showTables(results, tables);
  await writeResults({ name: 'soak', tables }, results, options);
}

export async function reportEndurance(results: EnduranceResults, options: ReportOptions): Promise<void> {
  const tables = enduranceTablesOf(results);
  showTables(results, tables);
  await writeResults({ name: 'endurance', tables }, results, options);
}

export async function reportWorkers(results: WorkersResults, options: ReportOptions): Promise<void> {
  const tables = workersTablesOf(results);
  showTables(results, tables);
  await writeResults({ name: 'workers', tables }, results, options);
}

function showTables({ machine, versions }: Circumstances, tables: readonly ReportTable[]): void {
  console.log(`\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}`);
  console.log(
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  );
  for (const { title, heads, rows } of tables) console.log(`\n${title}\n${textTable(heads, rows)}`);
}

async function writeResults(
  part: MeasuredPart,
  results: Circumstances,
  { isRecorded }: ReportOptions,
): Promise<void> {
  const file = isRecorded
    ? join(ROOT, 'bench', 'recorded', `${part.name}.json`)
    : fileOf(results, `${part.name}.json`);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
  if (isRecorded) await writeFile(PAGE, withMeasured(await readFile(PAGE, 'utf8'), part, results));
  console.log(`\nWritten: ${file}`);
}

function fileOf({ date }: Circumstances, ending: string): string {
  return join(ROOT, 'bench', 'results', `${date.replace(/[:.]/g, '-')}-${ending}`);
}
