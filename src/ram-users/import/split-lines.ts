import { isUtf8 } from 'node:buffer';
import type { Problem } from '../../http/problem';
import { LINE_BYTES } from './import-limits';
import { lineProblem } from './line-problem';
import { say } from '../../sentences/sentence';

/** A line that can not be read, under its number in the file. */
export interface RefusedLine {
  readonly line: number;
  readonly refused: Problem;
}

/** Without its line feed; a carriage return before that is still there. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

const LINE_FEED = 0x0a;
const NOTHING = Buffer.alloc(0);

/** Cuts bytes, as they come, into lines of text. Of a line that is too long nothing is kept. */
export class LineSplitter {
  private rest: Buffer = NOTHING;
  private isTooLong = false;
  private line = 0;

  push(chunk: Buffer): (TextLine | RefusedLine)[] {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const lines: (TextLine | RefusedLine)[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      lines.push(this.read(bytes.subarray(start, end)));
      start = end + 1;
    }
    this.rest = bytes.subarray(start);
    if (this.rest.length > LINE_BYTES) {
      this.isTooLong = true;
      this.rest = NOTHING;
    }
    return lines;
  }

  /** What came after the last line feed. */
  end(): (TextLine | RefusedLine)[] {
    return this.rest.length > 0 || this.isTooLong ? [this.read(this.rest)] : [];
  }

  private read(bytes: Buffer): TextLine | RefusedLine {
    const isTooLong = this.isTooLong || bytes.length > LINE_BYTES;
    this.isTooLong = false;
    this.line += 1;
    const { line } = this;
    if (isTooLong) {
      return { line, refused: lineProblem('request.too_large', say`must have at most ${LINE_BYTES} bytes`) };
    }
    if (!isUtf8(bytes)) return { line, refused: lineProblem('request.invalid', say`must be UTF-8`) };
    const text = bytes.toString('utf8');
    return { line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text };
  }
}
