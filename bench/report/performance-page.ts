import type { Circumstances } from './results';
import type { ReportTable } from './tables';
import { markdownTable } from './text-table';

export interface MeasuredPart {
  readonly name: string;
  readonly tables: readonly ReportTable[];
  /** Its file, from the page. */
  readonly picture?: string;
}

/** The page with other tables between the two marks of that name; all else of it is written by people. */
export function withMeasured(
  page: string,
  { name, tables, picture }: MeasuredPart,
  { date, machine, versions, rounds }: Circumstances,
): string {
  const begin = `<!-- ${name}: begin -->`;
  const end = `<!-- ${name}: end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`the page has no place for ${name}: ${begin} and ${end} are missing`);
  const named = Object.entries(versions).map(([what, version]) => `${what} ${version}`);
  const text = [
    `Measured on ${date.slice(0, 10)}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}; ${rounds} rounds.`,
    `${named.join(', ')}.`,
    ...(picture === undefined ? [] : [`![The same as a chart](${picture})`]),
    ...tables.map(({ title, heads, rows }) => `**${title}**\n\n${markdownTable(heads, rows)}`),
  ];
  return `${page.slice(0, from)}${begin}\n\n${text.join('\n\n')}\n\n${page.slice(to)}`;
}
