import { cutText } from '../saml/cut-text';

const TEXT_LIMIT = 1024;
const LIST_LIMIT = 100;
const DEPTH_LIMIT = 6;
/** NUL, and halves of surrogate pairs. */
const NO_TEXT = /[\0\p{Surrogate}]/gu;

/**
 * What Postgres takes as text: no NUL, no lone surrogate; at most 1024 characters, and an ellipsis where it was longer. An event
 * about hostile input must be writable whatever the input was.
 */
export function storableText(text: string): string {
  return cutText(text, TEXT_LIMIT).replace(NO_TEXT, '\uFFFD');
}

/** Details as they are stored: every text in them storable, lists of at most 100 entries, six levels deep. */
export function storableDetails(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return storableObject(details, DEPTH_LIMIT);
}

function storableObject(object: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(object).slice(0, LIST_LIMIT);
  return Object.fromEntries(
    entries.map(([name, value]) => [storableText(name), storableValue(value, depth - 1)]),
  );
}

function storableValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return storableText(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString();
  if (depth <= 0 || typeof value !== 'object') return undefined;
  if (Array.isArray(value))
    return value.slice(0, LIST_LIMIT).map((entry) => storableValue(entry, depth - 1) ?? null);
  return storableObject(value, depth);
}
