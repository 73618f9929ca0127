import type { EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from './sealed-store';

interface KeyColumn {
  readonly column: string;
  readonly type: 'uuid' | 'bytea';
}

export interface SealedColumnDescription<Fields extends object> {
  readonly table: string;
  /** Of what is sealed. */
  readonly column: string;
  /** The primary key in its order, by the fields of a row. */
  readonly key: Readonly<Partial<Record<keyof Fields & string, KeyColumn>>>;
  /** Other columns that a row is known by. */
  readonly others?: Readonly<Partial<Record<keyof Fields & string, string>>>;
  readonly purposeOf: (row: Fields) => string;
  readonly describe: SealedStore<SealedRow & Fields>['describe'];
}

/** A column of a table, beside its `master_key_id`: all names are the program's own. */
export class SealedColumn<Fields extends object> implements SealedStore<SealedRow & Fields> {
  private readonly key: readonly (KeyColumn & { readonly field: keyof Fields & string })[];

  constructor(private readonly description: SealedColumnDescription<Fields>) {
    const columns = Object.entries<KeyColumn | undefined>(description.key);
    this.key = columns.flatMap(([field, column]) =>
      column ? [{ ...column, field: field as keyof Fields & string }] : [],
    );
  }

  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: (SealedRow & Fields) | undefined,
    limit: number,
  ): Promise<(SealedRow & Fields)[]> {
    const { table, column, others = {}, purposeOf } = this.description;
    const names = this.key.map((one) => one.column).join(', ');
    const position = this.key.map(({ type }, index) => `$${index + 3}::${type}`).join(', ');
    const fields = [
      ...this.key.map((one) => [one.field, one.column]),
      ...Object.entries<string | undefined>(others),
    ].map(([field, name]) => `${name} AS "${field}"`);
    const rows = await tx.query<(Fields & Omit<SealedRow, 'purpose'>)[]>(
      `SELECT ${fields.join(', ')}, ${column} AS sealed, master_key_id AS "masterKeyId" FROM ${table}
        WHERE master_key_id <> $1 ${after ? `AND (${names}) > (${position})` : ''}
        ORDER BY ${names} LIMIT $2 FOR NO KEY UPDATE`,
      [masterKeyId, limit, ...(after ? this.key.map(({ field }) => after[field]) : [])],
    );
    return rows.map((row) => ({ ...row, purpose: purposeOf(row) }));
  }

  async updateSealed(
    tx: EntityManager,
    masterKeyId: string,
    rows: readonly (SealedRow & Fields)[],
  ): Promise<void> {
    const { table, column } = this.description;
    const arrays = this.key.map(({ type }, index) => `$${index + 3}::${type}[]`).join(', ');
    const names = this.key.map((one) => one.column);
    const same = names.map((name) => `${table}.${name} = fresh.${name}`).join(' AND ');
    await tx.query(
      `UPDATE ${table} SET ${column} = fresh.sealed, master_key_id = $1
         FROM unnest($2::bytea[], ${arrays}) AS fresh (sealed, ${names.join(', ')}) WHERE ${same}`,
      [
        masterKeyId,
        rows.map(({ sealed }) => sealed),
        ...this.key.map(({ field }) => rows.map((row) => row[field])),
      ],
    );
  }

  describe(row: SealedRow & Fields): { readonly what: string; readonly remedy: string } {
    return this.description.describe(row);
  }
}
