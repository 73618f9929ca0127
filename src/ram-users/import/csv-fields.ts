/**
 * The columns of users as CSV, read and written. A cell that a spreadsheet would take for a formula is written with a `'` before it, and
 * read without: so what was exported is imported as it was, and opening it runs nothing.
 */
export const CSV_FIELDS = [
  'userName',
  'displayName',
  'email',
  'mobilePhone',
  'comments',
  'status',
  'consoleRole',
] as const;

export type CsvField = (typeof CSV_FIELDS)[number];

/** What anybody can have written; of the others the grammar leaves no formula that does anything. */
const FREE_TEXT: ReadonlySet<CsvField> = new Set(['displayName', 'email', 'comments']);
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

export function isCsvField(name: string): name is CsvField {
  return CSV_FIELDS.some((known) => known === name);
}

export function writeCell(field: CsvField, text: string): string {
  return FREE_TEXT.has(field) && FORMULA.test(text) ? `'${text}` : text;
}

export function readCell(field: CsvField, cell: string): string {
  return FREE_TEXT.has(field) && cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
