import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIGURES_FILE } from './figures';

// eslint-disable-next-line no-restricted-syntax -- jest asks for a default export
export default function openFigures(): void {
  const file = join(mkdtempSync(join(tmpdir(), 'ram-faults-figures-')), 'figures.ndjson');
  writeFileSync(file, '');
  process.env[FIGURES_FILE] = file;
}
