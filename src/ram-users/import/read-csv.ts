import { fieldProblem } from '../../http/field-problem';
import { Problem } from '../../http/problem';
import { CSV_FIELDS, type CsvField, isCsvField, readCell } from './csv-fields';
import { CsvRecords, type CsvRecord } from './csv-records';
import { lineProblem } from './line-problem';
import { type Delimiter, parseCells } from './parse-cells';
import type { ReadLine } from './read-ndjson';
import type { RefusedLine, TextLine } from './split-lines';
import { listed, say } from '../../sentences/sentence';

const HEADER = say`"userName" and any of ${listed(CSV_FIELDS.slice(1))}`;

/** CSV with a header line, which says what the cells below it are. An empty cell gives nothing. */
export class CsvReader {
  private fields: readonly CsvField[] | undefined;
  private records = new CsvRecords(',');

  /** Whether the header was read. */
  get isOpen(): boolean {
    return this.fields !== undefined;
  }

  /** Throws `request.invalid` where the header is not right. */
  read(lines: readonly (TextLine | RefusedLine)[]): (ReadLine | RefusedLine)[] {
    const start = this.isOpen ? 0 : lines.findIndex((line) => 'refused' in line || line.text.trim() !== '');
    if (start < 0) return [];
    const [header, ...below] = lines.slice(start);
    if (this.fields || !header) return this.readRecords(lines, this.fields ?? []);
    this.fields = this.readHeader(header);
    return this.readRecords(below, this.fields);
  }

  /** What is open still. Throws `request.invalid` where there was no header at all. */
  end(): (ReadLine | RefusedLine)[] {
    const { fields } = this;
    if (!fields) throw new Problem('request.invalid', say`The CSV is empty: its first line names ${HEADER}.`);
    return this.records.end().map((record) => toLine(record, fields));
  }

  private readRecords(
    lines: readonly (TextLine | RefusedLine)[],
    fields: readonly CsvField[],
  ): (ReadLine | RefusedLine)[] {
    return this.records.push(lines).map((record) => toLine(record, fields));
  }

  private readHeader(line: TextLine | RefusedLine): readonly CsvField[] {
    if ('refused' in line) throw line.refused;
    const delimiter = delimiterOf(line.text);
    const names = parseCells(line.text.trimEnd(), delimiter)?.map((name) => name.trim()) ?? [];
    checkHeader(names);
    this.records = new CsvRecords(delimiter);
    return names.filter(isCsvField);
  }
}

/** Spreadsheets write a semicolon where the comma is for decimals. No name of a field has any of these. */
function delimiterOf(header: string): Delimiter {
  const [found] = /[,;\t]/.exec(header) ?? [];
  return found === ';' || found === '\t' ? found : ',';
}

function checkHeader(names: readonly string[]): void {
  const message = say`is not a column that can be imported: the first line names ${HEADER}`;
  const unknown = names.filter((name) => !isCsvField(name));
  if (unknown.length > 0) throw fieldProblem(unknown.map((field) => ({ field, message })));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0)
    throw fieldProblem(repeated.map((field) => ({ field, message: say`must appear once` })));
  if (!names.includes('userName')) {
    throw fieldProblem([{ field: 'userName', message: say`is missing: the first line names ${HEADER}` }]);
  }
}

function toLine(record: CsvRecord | RefusedLine, fields: readonly CsvField[]): ReadLine | RefusedLine {
  if ('refused' in record) return record;
  const { line, cells } = record;
  if (cells.length !== fields.length) {
    const message = say`must have ${fields.length} cells, as many as the first line, and has ${cells.length}`;
    return { line, refused: lineProblem('request.invalid', message) };
  }
  const given = fields.flatMap((field, index) => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[field, readCell(field, cell)] as const];
  });
  return { line, value: Object.fromEntries(given) };
}
