import { CsvError, parse } from 'csv-parse/sync';

export type Delimiter = ',' | ';' | '\t';

/** The cells of one record (RFC 4180); null where it is none. */
export function parseCells(text: string, delimiter: Delimiter): string[] | null {
  const [cells, ...more] = parseAll(text, delimiter) ?? [];
  return more.length > 0 ? null : (cells ?? null);
}

/** The same of many, of which each is a line: at once, and one by one where not all of them are right. */
export function parseEach(lines: readonly string[], delimiter: Delimiter): (string[] | null)[] {
  const all = parseAll(lines.join('\n'), delimiter);
  return all?.length === lines.length ? all : lines.map((text) => parseCells(text, delimiter));
}

function parseAll(text: string, delimiter: Delimiter): string[][] | null {
  try {
    return parse(text, { delimiter, record_delimiter: ['\r\n', '\n'], relax_column_count: true });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
