import { appendFileSync, readFileSync } from 'node:fs';
import { percentile as percentileOf } from '../../../bench/report/statistics';

/** Set by open-figures.ts: the file that the specs write their figures to. */
export const FIGURES_FILE = 'RAM_SSO_FAULT_FIGURES';

export interface Figures {
  /** Of the table's rows. */
  readonly row: number;
  readonly fault: string;
  readonly held: string;
  readonly measured: string;
}

/** To be called once all that `held` says has been asserted. */
export function record(figures: Figures): void {
  const file = process.env[FIGURES_FILE];
  if (!file) throw new Error(`${FIGURES_FILE} is not set: jest's globalSetup of the fault tests does so`);
  appendFileSync(file, `${JSON.stringify(figures)}\n`);
}

export function readFigures(file: string): Figures[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Figures).sort((one, other) => one.row - other.row);
}

/** Such as `1.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

export function percentile(milliseconds: readonly number[], share: number): number {
  return percentileOf(
    milliseconds.toSorted((one, other) => one - other),
    share,
  );
}
