import Table from 'cli-table3';
import { printable } from '../terminal/printable';
import type { Colours } from '../terminal/colours';

const NOTHING = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

/** Columns as wide as what stands in them, wide characters of Chinese, Japanese and Korean counted as two; without frames. */
export function formatTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  colours: Colours,
): string {
  const head = titles.map((title) => colours.bold(title));
  return format([...(titles.length > 0 ? [head] : []), ...rows.map((row) => row.map(cleanCell))]);
}

/** Names in front of values, a line each; a list has a line for each of its values. */
export function formatPairs(pairs: readonly (readonly [string, string])[], colours: Colours): string {
  return format(pairs.map(([name, value]) => [colours.dim(name), printable(value)]));
}

function cleanCell(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}

function format(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const table = new Table({
    chars: NOTHING,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  table.push(...rows.map((row) => [...row]));
  const lines = table.toString().split('\n');
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
