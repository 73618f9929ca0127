import type { EntityManager } from 'typeorm';

/** Something that is sealed under a master key, whichever table it stands in. */
export interface SealedRow {
  readonly sealed: Buffer;
  readonly masterKeyId: string;
  /** What it was sealed for. */
  readonly purpose: string;
}

/** Where sealed rows are stored; a rotation of the master key goes through each such store. */
export interface SealedStore<Row extends SealedRow = SealedRow> {
  /** Of the rows that are sealed under another master key than this, the first after a row: locked, so that they stay as they are. */
  lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]>;
  /** Stores rows as they are sealed now. */
  updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void>;
  /** What a row is and how its loss is mended, in two sentences: for the administrator where it does not open. */
  describe(row: Row): { readonly what: string; readonly remedy: string };
}
