import { checkJsonShape } from '../../http/json-shape';
import { Problem } from '../../http/problem';
import { lineProblem } from './line-problem';
import type { RefusedLine, TextLine } from './split-lines';
import { say } from '../../sentences/sentence';

/** What a line says of a user; that it is right is not known yet. */
export interface ReadLine {
  readonly line: number;
  readonly value: object;
}

/** Newline-delimited JSON: an object a line. Empty lines say nothing. */
export function readNdjson(lines: readonly (TextLine | RefusedLine)[]): (ReadLine | RefusedLine)[] {
  return lines.flatMap((line) => {
    if ('refused' in line) return line;
    return line.text.trim() === '' ? [] : readObject(line);
  });
}

function readObject({ line, text }: TextLine): ReadLine | RefusedLine {
  try {
    checkJsonShape(text, 'line');
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { line, value };
  } catch (error) {
    if (error instanceof Problem) return { line, refused: error };
    if (!(error instanceof SyntaxError)) throw error;
  }
  return {
    line,
    refused: lineProblem('request.invalid', say`must be one JSON object, {"userName": "alice", ...}`),
  };
}
