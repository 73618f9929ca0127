import { usageError } from '../cli-error';

/** A field that `--set` names, such as `saml.forceAuthn=true`: the value as JSON, or as text where it is none. */
export function readFields(given: readonly string[] | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const one of given ?? []) {
    const [, path, value] = /^([A-Za-z][A-Za-z0-9.]*)=(.*)$/s.exec(one) ?? [];
    if (path === undefined || value === undefined)
      throw usageError('--set must be <field>=<value>, such as saml.forceAuthn=true.');
    put(fields, path.split('.'), readValue(value));
  }
  return fields;
}

function put(
  fields: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    define(fields, first, value);
    return;
  }
  const known = Object.hasOwn(fields, first) ? fields[first] : undefined;
  const inner = typeof known === 'object' && known !== null ? (known as Record<string, unknown>) : {};
  define(fields, first, inner);
  put(inner, rest, value);
}

/** Whatever it is called, it is a field of its own. */
function define(fields: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What was given at all; an empty text clears a field, as null does in a merge patch. */
export function given(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, value === '' ? null : value]));
}
