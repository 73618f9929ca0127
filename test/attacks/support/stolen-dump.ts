import type { DataSource } from 'typeorm';

/** One value that a dump of the database shows, as bytes: text as UTF-8, JSON and lists by their parts. */
export interface DumpedValue {
  /** `sessions.token_hash` */
  readonly column: string;
  readonly bytes: Buffer;
}

/** Quoted for SQL. */
export async function tableNames(dataSource: DataSource): Promise<string[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT quote_ident(relname) AS name FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return tables.map(({ name }) => name);
}

/** Every value of every row of every table. */
export async function readDump(dataSource: DataSource): Promise<DumpedValue[]> {
  const values: DumpedValue[] = [];
  for (const name of await tableNames(dataSource)) {
    const rows = await dataSource.query<Record<string, unknown>[]>(`SELECT * FROM ${name}`);
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        values.push(...partsOf(value).map((bytes) => ({ column: `${name}.${column}`, bytes })));
  }
  return values;
}

function partsOf(value: unknown): Buffer[] {
  if (value === null || value === undefined) return [];
  if (Buffer.isBuffer(value)) return [value];
  if (value instanceof Date) return [Buffer.from(value.toISOString())];
  if (typeof value === 'object')
    return [Buffer.from(JSON.stringify(value)), ...Object.values(value).flatMap(partsOf)];
  return [Buffer.from(String(value as string | number | boolean))];
}

/** The columns that show these bytes: as they are, in capitals, or encoded as hex, Base64 or Base64url, wherever within a value. */
export function columnsWith(dump: readonly DumpedValue[], secret: Buffer): string[] {
  const found = dump.filter(({ bytes }) => readings(bytes).some((reading) => reading.includes(secret)));
  return [...new Set(found.map(({ column }) => column))];
}

/** What somebody may take a value for. */
function readings(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1');
  const words = text.match(/[A-Za-z0-9+/_=-]{8,}/g) ?? [];
  return [bytes, ...words.flatMap(decodings)];
}

/** Base64 that begins within a longer text is read from each of its four offsets. */
function decodings(word: string): Buffer[] {
  const base64 = [0, 1, 2, 3].map((offset) => Buffer.from(word.slice(offset), 'base64'));
  return [...base64, Buffer.from(word, 'hex'), Buffer.from(word.slice(1), 'hex')];
}

/** A value as text that a cookie or a token could be, in each encoding that we or others use for them. */
export function asCredentials(bytes: Buffer): string[] {
  const texts = [
    bytes.toString('latin1'),
    bytes.toString('base64url'),
    bytes.toString('base64'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    `\\x${bytes.toString('hex')}`,
  ];
  return texts.filter((text) => /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x7e]{1,1024}$/.test(text));
}
