import { fieldProblem } from './field-problem';
import { checkDepth, checkValues } from './text-check';
import { say } from '../sentences/sentence';

const STRUCTURE = /["{}[\],]/g;

/**
 * Refuses a body for its shape before it is parsed, since parsing costs by the value: one that is nested too deep, has too many
 * values, or names a field twice. (`JSON.parse` keeps the last of two, others the first, and what lies between two readers of one
 * body is a way around a check.) What is no JSON passes: the parser tells of that.
 */
export function checkJsonShape(text: string, root: string): void {
  const open: (Set<string> | undefined)[] = [];
  let values = 0;
  let found = nextStructure(text, 0);
  while (found) {
    let end = found.index + 1;
    if (found[0] === '"') {
      end = endOfString(text, found.index) + 1;
      if (end === 0) return;
      if (isKey(text, end)) addKey(open.at(-1), text.slice(found.index, end));
    } else if (found[0] === '{' || found[0] === '[') {
      open.push(found[0] === '{' ? new Set() : undefined);
      checkDepth(open.length - 1, root);
    } else if (found[0] === ',') checkValues((values += 1), root);
    else open.pop();
    found = nextStructure(text, end);
  }
}

function nextStructure(text: string, start: number): RegExpExecArray | null {
  STRUCTURE.lastIndex = start;
  return STRUCTURE.exec(text);
}

/** -1 where it has none. By search, not by a regular expression: one that steps over millions of escapes exhausts its stack. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charAt(first - 1) === '\\') first -= 1;
  return (quote - first) % 2 === 1;
}

/** A string is a key where a colon follows. */
function isKey(text: string, end: number): boolean {
  let next = end;
  while (next < text.length && ' \t\r\n'.includes(text.charAt(next))) next += 1;
  return text.charAt(next) === ':';
}

function addKey(names: Set<string> | undefined, token: string): void {
  const field = keyOf(token);
  if (field === undefined) return;
  if (names?.has(field)) throw fieldProblem([{ field, message: say`must appear once` }]);
  names?.add(field);
}

function keyOf(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}
