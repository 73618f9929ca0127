import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import { readUrl } from '../../addresses/read-url';

export interface Issue {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Where a file is read, and what is wrong with it: reading goes on, so that all of it can be named at once. */
export class Reading {
  readonly issues: Issue[] = [];

  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /** Follows an alias to what it stands for. */
  resolve(node: unknown): Node | null {
    const found: unknown = isAlias(node) ? node.resolve(this.document) : node;
    return isNode(found) ? found : null;
  }

  refuse(node: unknown, message: string): undefined {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    const { line, col } = this.lines.linePos(offset);
    this.issues.push({ line, column: col, message });
    return undefined;
  }
}

/** Reads a value, or refuses it; undefined where it was refused. */
export type Rule<T> = (node: unknown, path: string, reading: Reading) => T | undefined;

interface TextOptions {
  readonly most?: number;
  readonly pattern?: RegExp;
  readonly what?: string;
}

export function text(options: TextOptions = {}): Rule<string> {
  const { most = 1024, pattern = /^/, what = `text of at most ${most} characters` } = options;
  return scalar(what, (value) => typeof value === 'string' && value.length <= most && pattern.test(value));
}

/** In the form in which the service keeps it: what is the same must compare so. */
export const address: Rule<string> = (node, path, reading) => {
  const found = webAddress(node, path, reading);
  return found === undefined ? undefined : new URL(found).href;
};

const webAddress = scalar<string>(
  'an address that begins with https://',
  (value) =>
    typeof value === 'string' &&
    value.length <= 2048 &&
    /^https?:\/\//i.test(value) &&
    readUrl(value) !== undefined,
);

export const bool = scalar<boolean>('true or false', (value) => typeof value === 'boolean');

export function whole(least: number, most: number): Rule<number> {
  return scalar(
    `a whole number from ${least} to ${most}`,
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

export function oneOf<const T extends string>(...words: readonly T[]): Rule<T> {
  return scalar(words.join(', '), (value) => words.some((word) => word === value));
}

function scalar<T>(what: string, isRight: (value: unknown) => boolean): Rule<T> {
  return (node, path, reading) => {
    const found = reading.resolve(node);
    if (isScalar(found) && isRight(found.value)) return found.value as T;
    reading.refuse(node, `${path} must be ${what}`);
    return undefined;
  };
}

/** `null` clears, as in the API's merge patch. */
export function orNull<T>(rule: Rule<T>): Rule<T | null> {
  return (node, path, reading) => {
    const found = reading.resolve(node);
    return found === null || (isScalar(found) && found.value === null) ? null : rule(node, path, reading);
  };
}

export function listOf<T>(rule: Rule<T>, most: number): Rule<readonly T[]> {
  return (node, path, reading) => {
    const found = reading.resolve(node);
    if (!isSeq(found)) {
      reading.refuse(node, `${path} must be a list`);
      return;
    }
    if (found.items.length > most) {
      reading.refuse(node, `${path} may have ${most} entries at most`);
      return;
    }
    return found.items.flatMap((item, index) => {
      const one = rule(item, `${path}[${index}]`, reading);
      return one === undefined ? [] : [one];
    });
  };
}

/** Likewise, and each comes out once. */
export function setOf<T>(rule: Rule<T>, most: number): Rule<readonly T[]> {
  const list = listOf(rule, most);
  return (node, path, reading) => {
    const found = list(node, path, reading);
    return found && [...new Set(found)];
  };
}

/** An object of any names that match, each with a value of its own. */
export function mapOf<T>(pattern: RegExp, what: string, rule: Rule<T>): Rule<ReadonlyMap<string, T>> {
  return (node, path, reading) => {
    const entries = entriesOf(node, path, reading);
    if (!entries) return undefined;
    const read = new Map<string, T>();
    for (const [name, key, value] of entries) {
      if (!pattern.test(name)) reading.refuse(key, `${path}: ${name} must be ${what}`);
      const one = rule(value, `${path}.${name}`, reading);
      if (one !== undefined) read.set(name, one);
    }
    return read;
  };
}

export type Fields = Readonly<Record<string, Rule<unknown>>>;

export type Read<F extends Fields> = { readonly [K in keyof F]?: F[K] extends Rule<infer T> ? T : never };

/** An object of these names and no others; nothing at all is an empty one. */
export function object<F extends Fields>(
  fields: F,
  required: readonly (keyof F & string)[] = [],
): Rule<Read<F>> {
  return (node, path, reading) => {
    const entries = entriesOf(node, path, reading);
    if (!entries) return undefined;
    const read: Record<string, unknown> = {};
    for (const [name, key, value] of entries) {
      const rule = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (rule) read[name] = rule(value, `${path}.${name}`, reading);
      else reading.refuse(key, `${path} has no ${name}: it may have ${Object.keys(fields).join(', ')}`);
    }
    for (const name of required)
      if (!Object.hasOwn(read, name)) reading.refuse(node, `${path} must have ${name}`);
    return read as Read<F>;
  };
}

type Entry = readonly [name: string, key: unknown, value: unknown];

function entriesOf(node: unknown, path: string, reading: Reading): Entry[] | undefined {
  const found = reading.resolve(node);
  if (found === null || (isScalar(found) && found.value === null)) return [];
  if (!isMap(found)) {
    reading.refuse(node, `${path} must be an object, of names and values`);
    return;
  }
  return found.items.map(({ key, value }): Entry => [isScalar(key) ? String(key.value) : '', key, value]);
}
