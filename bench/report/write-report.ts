import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chart } from './chart';
import { type MeasuredPart, withMeasured } from './performance-page';
import type { BenchResults, Circumstances } from './results';
import { type ReportTable, tablesOf } from './tables';
import { textTable } from './text-table';

const ROOT = join(__dirname, '..', '..');
const PAGE = join(ROOT, 'docs', 'performance.md');
const CHART = join(ROOT, 'docs', 'images', 'performance.svg');

export interface ReportOptions {
  /** Also into the documentation, as what was last measured. */
  readonly isRecorded: boolean;
}

export async function reportLogins(results: BenchResults, options: ReportOptions): Promise<void> {
  const part = { name: 'logins', tables: tablesOf(results), picture: 'images/performance.svg' };
  await report(part, results, options);
  for (const reason of results.leftOut) console.log(`\nLEFT OUT: ${reason}`);
  await writeFile(options.isRecorded ? CHART : fileOf(results, 'logins.svg'), chart(results));
}

export async function report(
  part: MeasuredPart,
  results: Circumstances,
  options: ReportOptions,
): Promise<void> {
  showTables(results, part.tables);
  await writeResults(part, results, options);
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
