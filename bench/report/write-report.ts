import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chart } from './chart';
import type { BenchResults } from './results';
import { tablesOf } from './tables';
import { textTable } from './text-table';

const RESULTS = join(__dirname, '..', 'results');

/** On the terminal, and as files. */
export async function writeReport(results: BenchResults): Promise<void> {
  const { machine, versions } = results;
  console.log(`\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}`);
  console.log(
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  );
  for (const { title, heads, rows } of tablesOf(results))
    console.log(`\n${title}\n${textTable(heads, rows)}`);
  for (const reason of results.leftOut) console.log(`\nLEFT OUT: ${reason}`);
  await mkdir(RESULTS, { recursive: true });
  const base = join(RESULTS, results.date.replace(/[:.]/g, '-'));
  await writeFile(`${base}.json`, `${JSON.stringify(results, undefined, 2)}\n`);
  await writeFile(`${base}.svg`, chart(results));
  console.log(`\nWritten: ${base}.json and .svg`);
}
