import { fieldProblem } from './field-problem';
import { say } from '../sentences/sentence';

const MAX_DEPTH = 32;
/** Of a body, whatever its size: more would keep everybody else waiting while they are walked. */
const MAX_VALUES = 20_000;
/** A login never fails for its RelayState or its hint (`saml-login` judges both), and what is no SAML is told and audited as such. */
const JUDGED_LATER = new Set(['RelayState', 'loginHint', 'SAMLRequest', 'SAMLResponse']);
/** NUL, which Postgres can not store, and halves of surrogate pairs, which are no text. */
const NO_TEXT = /[\0\p{Surrogate}]/u;

/** Refuses what no field can be: text that is none, and nesting deeper or lists longer than any of our resources has. Walks without recursion. */
export function checkText(value: unknown, root: string): void {
  const waiting: { value: unknown; field: string; depth: number }[] = [{ value, field: root, depth: 0 }];
  let values = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: found, field, depth } = next;
    if (typeof found === 'string') checkString(found, field);
    if (typeof found !== 'object' || found === null || Buffer.isBuffer(found)) continue;
    checkDepth(depth, root);
    const isList = Array.isArray(found);
    // Of a list before its indexes are made into names.
    values += isList ? found.length : Object.keys(found).length;
    checkValues(values, root);
    for (const name of Object.keys(found)) {
      const child = (found as Readonly<Record<string, unknown>>)[name];
      checkString(name, field);
      if (name === '__proto__') throw fieldProblem([{ field: name, message: say`is not a name of a field` }]);
      if (field === root && typeof child === 'string' && JUDGED_LATER.has(name)) continue;
      const path = isList ? `${field}[${name}]` : field === root ? name : `${field}.${name}`;
      waiting.push({ value: child, field: path, depth: depth + 1 });
    }
  }
}

/**
 * Refuses a query that is not percent-encoded UTF-8: some readers leave such a value as it stands, others put U+FFFD in its place.
 * (In a path the router does.)
 */
export function checkQueryEncoding(url: string): void {
  const start = url.indexOf('?');
  if (start < 0) return;
  try {
    decodeURIComponent(url.slice(start));
  } catch {
    throw fieldProblem([{ field: 'query', message: say`must be percent-encoded UTF-8` }]);
  }
}

/** @param depth how many lists and objects are around it */
export function checkDepth(depth: number, root: string): void {
  if (depth < MAX_DEPTH) return;
  throw fieldProblem([{ field: root, message: say`must not be nested deeper than ${MAX_DEPTH} levels` }]);
}

export function checkValues(count: number, root: string): void {
  if (count <= MAX_VALUES) return;
  throw fieldProblem([{ field: root, message: say`must not have more than ${MAX_VALUES} values` }]);
}

function checkString(text: string, field: string): void {
  if (!NO_TEXT.test(text)) return;
  throw fieldProblem([
    { field, message: say`must be text without NUL characters and without halves of surrogate pairs` },
  ]);
}
