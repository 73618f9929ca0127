import { fieldProblem } from './field-problem';

const STARTS = '"{}[]';

/**
 * Refuses an object that names a field twice: `JSON.parse` keeps the last, others the first, and what lies between two readers of one
 * body is a way around a check.
 * @param text valid JSON.
 */
export function checkDuplicateFields(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const start = text.charAt(at);
    if (!STARTS.includes(start)) continue;
    if (start === '{') open.push(new Set());
    else if (start === '[') open.push(undefined);
    else if (start !== '"') open.pop();
    else {
      const end = endOfString(text, at);
      if (isKey(text, end + 1)) addKey(open.at(-1), text.slice(at, end + 1));
      at = end;
    }
  }
}

/** By search, not by a regular expression: one that steps over millions of escapes exhausts its stack. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
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
  const field = JSON.parse(token) as string;
  if (names?.has(field)) throw fieldProblem([{ field, message: 'must appear once' }]);
  names?.add(field);
}
