import { type Connection, type FieldDef, type Submittable, types } from 'pg';
import type { PreparedStatement } from './prepared-statement';

export interface AskedStatement {
  readonly statement: PreparedStatement;
  /** In the order of its parameters. */
  readonly values: readonly unknown[];
}

export type Row = Readonly<Record<string, unknown>>;

/** The columns of what is prepared on a connection, by the statement's name. */
export type KnownColumns = Map<string, readonly FieldDef[]>;

export interface BatchConnection {
  readonly columns: KnownColumns;
  /** Whether what is prepared here is there for the next batch. */
  readonly keepsPlans: boolean;
}

type Settle = (error: Error | null, rows?: readonly (readonly Row[])[]) => void;

/** The types of `pg` want a second argument, of which its connection makes nothing. */
const NO_MORE = false;

/**
 * Statements of one round trip and one transaction, for `Client.query` of `pg`: each is bound and executed, and one Sync ends them
 * all (Postgres, protocol-flow, "Pipelining"). One runs after the other, as if each had been sent alone; where one fails, none has
 * happened.
 */
export class StatementBatch implements Submittable {
  /** `pg` puts its own around it, which minds the time. */
  callback: Settle;
  /** Made before anything is sent: half a batch could not be taken back. */
  private readonly texts: readonly (readonly (string | Buffer | null)[])[];
  private readonly rows: Row[][] = [];
  private current: Row[] = [];
  /** Those that are prepared with it, as long as their columns are still to be told, in this order. */
  private readonly undescribed: PreparedStatement[] = [];
  private hasFailed = false;

  constructor(
    readonly asked: readonly AskedStatement[],
    private readonly on: BatchConnection,
    settle: Settle,
  ) {
    this.callback = settle;
    this.texts = asked.map(({ values }) => values.map(textOf));
  }

  /** Whether what was to be prepared was not: then nobody knows what the connection knows. */
  get isHalfPrepared(): boolean {
    return this.undescribed.length > 0;
  }

  submit(connection: Connection): void {
    // One write, and one packet where it fits.
    connection.stream.cork();
    for (const [index, { statement }] of this.asked.entries()) {
      const name = this.on.keepsPlans ? nameOf(statement) : '';
      if (!this.isPrepared(statement)) this.prepare(connection, name, statement);
      connection.bind({ statement: name, values: [...(this.texts[index] ?? [])] }, NO_MORE);
      connection.execute(null, NO_MORE);
    }
    connection.sync();
    connection.stream.uncork();
  }

  private isPrepared(statement: PreparedStatement): boolean {
    // There is but one without a name: the next one takes its place.
    if (!this.on.keepsPlans) return this.undescribed.at(-1) === statement;
    return this.on.columns.has(statement.name) || this.undescribed.includes(statement);
  }

  private prepare(connection: Connection, name: string, statement: PreparedStatement): void {
    connection.parse({ name, text: statement.text, types: [] }, NO_MORE);
    connection.describe({ type: 'S', name }, NO_MORE);
    this.undescribed.push(statement);
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    const statement = this.undescribed.shift();
    if (statement) this.on.columns.set(statement.name, fields);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const columns = this.on.columns.get(this.asked[this.rows.length]?.statement.name ?? '') ?? [];
    this.current.push(rowOf(columns, fields));
  }

  handleCommandComplete(): void {
    this.rows.push(this.current);
    this.current = [];
  }

  handleReadyForQuery(): void {
    if (!this.hasFailed) this.callback(this.fault(), this.rows);
  }

  /** What would give somebody the rows of somebody else. */
  private fault(): Error | null {
    if (this.isHalfPrepared) return new Error('a statement of a batch has no columns');
    const [asked, answered] = [this.asked.length, this.rows.length];
    return asked === answered ? null : new Error(`${asked} statements were answered ${answered} times`);
  }

  handleError(error: Error): void {
    this.hasFailed = true;
    this.callback(error);
  }
}

/** Another one than `pg` gives it where it is sent alone, of which `pg` keeps account itself. */
function nameOf({ name }: PreparedStatement): string {
  return `batch-${name}`;
}

function rowOf(columns: readonly FieldDef[], values: readonly (string | null)[]): Row {
  const row: Record<string, unknown> = {};
  for (const [index, { name, dataTypeID }] of columns.entries()) {
    const value = values[index] ?? null;
    row[name] = value === null ? null : readerOf(dataTypeID)(value);
  }
  return row;
}

/** `pg` knows more types than its own list of them has. */
const readerOf = types.getTypeParser as (type: number) => (text: string) => unknown;

/** As Postgres reads it; bytes go as they are. */
function textOf(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  return value instanceof Date ? instantOf(value) : JSON.stringify(value);
}

/** Postgres takes years of five digits without the sign and the zero that ISO 8601 puts before them. */
function instantOf(instant: Date): string {
  return instant.toISOString().replace(/^\+0/, '');
}
