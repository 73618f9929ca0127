import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeMachine } from '../../../bench/machine';
import { type Figures, FIGURES_FILE, readFigures } from './figures';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'reliability.md');
const MARKED = /(<!-- figures: begin -->\n).*(\n<!-- figures: end -->)/s;

/** Prints what was measured; with `RECORD=1` writes it into docs/reliability.md, where every row has been measured. */
// eslint-disable-next-line no-restricted-syntax -- jest asks for a default export
export default function showFigures(): void {
  const file = process.env[FIGURES_FILE] ?? '';
  const figures = readFigures(file);
  rmSync(dirname(file), { recursive: true, force: true });
  for (const { fault, measured } of figures) process.stdout.write(`${fault}: ${measured}\n`);
  if (process.env.RECORD === '1') recordOnPage(figures);
}

function recordOnPage(figures: readonly Figures[]): void {
  const { cpu, cores, memoryGigabytes, system } = describeMachine();
  const day = new Date().toISOString().slice(0, 10);
  const lines = [
    `Measured on ${day}: ${cpu}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${process.version}.`,
    '',
    '| fault | what held | measured |',
    '| --- | --- | --- |',
    ...figures.map(({ fault, held, measured }) => `| ${fault} | ${held} | ${measured} |`),
  ];
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(MARKED, (_, begin: string, end: string) => `${begin}\n${lines.join('\n')}\n${end}`),
  );
}
