import { LINE_BYTES } from './import-limits';
import { lineProblem } from './line-problem';
import { type Delimiter, parseCells, parseEach } from './parse-cells';
import type { RefusedLine, TextLine } from './split-lines';
import { say } from '../../sentences/sentence';

export interface CsvRecord {
  /** On which it begins: a cell in quotes may have line ends. */
  readonly line: number;
  readonly cells: readonly string[];
}

type Found = CsvRecord | RefusedLine | TextLine;

/**
 * Puts lines together to records. A quote that is not closed ruins the line that it stands on and no other: what was taken for the rest
 * of its record is read again by itself.
 */
export class CsvRecords {
  /** Lines of a record whose quotes are still open. */
  private open: TextLine[] = [];
  private quotes = 0;
  private length = 0;

  constructor(private readonly delimiter: Delimiter) {}

  push(lines: readonly (TextLine | RefusedLine)[]): (CsvRecord | RefusedLine)[] {
    const waiting = [...lines].reverse();
    const found: Found[] = [];
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      if ('text' in line) this.add(line, waiting, found);
      else if (this.open.length === 0) found.push(line);
      else {
        waiting.push(line);
        this.giveUp(waiting, found);
      }
    }
    return this.parsed(found);
  }

  end(): (CsvRecord | RefusedLine)[] {
    const found: (CsvRecord | RefusedLine)[] = [];
    while (this.open.length > 0) {
      const waiting: TextLine[] = [];
      const refused: Found[] = [];
      this.giveUp(waiting, refused);
      found.push(...this.parsed(refused), ...this.push(waiting.reverse()));
    }
    return found;
  }

  private add(line: TextLine, waiting: (TextLine | RefusedLine)[], found: Found[]): void {
    const quotes = line.text.split('"').length - 1;
    if (this.open.length === 0 && quotes % 2 === 0) {
      found.push({ ...line, text: withoutReturn(line.text) });
      return;
    }
    this.open.push(line);
    this.quotes += quotes;
    this.length += line.text.length + 1;
    if (this.quotes % 2 === 0) this.close(waiting, found);
    else if (this.length > LINE_BYTES) this.giveUp(waiting, found);
  }

  private close(waiting: (TextLine | RefusedLine)[], found: Found[]): void {
    const text = withoutReturn(this.open.map((line) => line.text).join('\n'));
    const cells = parseCells(text, this.delimiter);
    const [first] = this.open;
    if (!cells || !first) {
      this.giveUp(waiting, found);
      return;
    }
    found.push({ line: first.line, cells });
    this.reset();
  }

  /** Refuses the first of the open lines; the others wait again. */
  private giveUp(waiting: (TextLine | RefusedLine)[], found: Found[]): void {
    const [first, ...others] = this.open;
    this.reset();
    if (first) found.push(notCsv(first.line));
    for (const line of others.reverse()) waiting.push(line);
  }

  private reset(): void {
    this.open = [];
    this.quotes = 0;
    this.length = 0;
  }

  /** Lines that are whole records are parsed together: one by one it would cost ten times as much. */
  private parsed(found: readonly Found[]): (CsvRecord | RefusedLine)[] {
    const single = found.filter((one) => 'text' in one).filter(({ text }) => !isBlank(text));
    const cells = parseEach(
      single.map(({ text }) => text),
      this.delimiter,
    );
    const byLine = new Map(single.map(({ line }, index) => [line, cells[index] ?? null]));
    return found.flatMap((one): (CsvRecord | RefusedLine)[] => {
      if (!('text' in one)) return [one];
      const ofLine = byLine.get(one.line);
      if (ofLine === undefined) return [];
      return [ofLine ? { line: one.line, cells: ofLine } : notCsv(one.line)];
    });
  }
}

/** Spreadsheets leave lines of nothing but empty cells. */
function isBlank(text: string): boolean {
  return /^[\s,;]*$/.test(text);
}

/** What is left of the line end of Windows. */
function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function notCsv(line: number): RefusedLine {
  const message = say`must be CSV: a cell with quotes is put in quotes, and each quote in it written twice`;
  return { line, refused: lineProblem('request.invalid', message) };
}
