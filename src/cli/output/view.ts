import type { Cell } from './cells';

/** How a kind of thing is shown. */
export interface View<T> {
  /** What one is called, in the plural: `No users.` */
  readonly plural: string;
  readonly columns: readonly Column<T>[];
  /** The paths of its fields, in the order of CSV: all that the API answers, as it answers them. */
  readonly fields: readonly string[];
}

export interface Column<T> {
  readonly title: string;
  readonly of: (item: T) => Cell;
}

/** Beside `table`, which is for people, what programs read. */
export const FORMATS = ['table', 'json', 'yaml', 'csv'] as const;

export type Format = (typeof FORMATS)[number];
