import { stringify } from 'csv-stringify/sync';
import type { AuditEventDto } from '../../audit/audit-event.dto';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = [
  'time',
  'type',
  'actor',
  'userName',
  'outcome',
  'code',
  'ip',
  'requestId',
  'details',
  'id',
] as const;

/** Chunks of a file, page by page as the events come. */
export async function* writeEvents(
  pages: AsyncIterable<readonly AuditEventDto[]>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield writeRows([[...COLUMNS]]);
    for await (const page of pages) yield writeRows(page.map(rowOf));
    return;
  }
  let isFirst = true;
  yield '[';
  for await (const page of pages)
    for (const event of page) {
      yield `${isFirst ? '' : ','}\n${JSON.stringify(event)}`;
      isFirst = false;
    }
  yield '\n]\n';
}

function rowOf(event: AuditEventDto): string[] {
  return COLUMNS.map((column) => {
    const value = event[column];
    return typeof value === 'object' ? writeJson(value) : (value ?? '');
  });
}

/** Without a semicolon, by which many a spreadsheet parts cells: what stands behind it would be one of its own, and no text any more. */
function writeJson(value: object): string {
  return JSON.stringify(value).replaceAll(';', '\\u003b');
}

/** What a spreadsheet would take for a formula is marked as text: users and strangers write into these events. */
function writeRows(rows: readonly (readonly string[])[]): string {
  return stringify([...rows.map((row) => [...row])], { escape_formulas: true });
}
