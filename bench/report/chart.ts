import { OURS } from '../names';
import type { BenchResults } from './results';
import type { Measured } from './statistics';

interface Mark {
  readonly name: string;
  readonly value: Measured;
}

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly marks: readonly Mark[];
}

const WIDTH = 860;
const NAMES = 290;
const FIGURES = 110;
const ROW = 26;
const HEAD = 44;
const GAP = 20;
const SCALE = WIDTH - NAMES - FIGURES;

/**
 * CPU time of each side, on a scale where each line is ten times the last: a point is the median, the line through it reaches from
 * the least round to the most.
 */
export function chart(results: BenchResults): string {
  const panels = panelsOf(results).filter(({ marks }) => marks.length > 0);
  const heights = panels.map(({ marks }) => HEAD + marks.length * ROW + GAP);
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height, GAP));
  const height = heights.reduce((sum, one) => sum + one, GAP);
  const description = panels.map(
    (panel) => `${panel.title}: ${panel.marks.map((one) => described(one, panel)).join('; ')}`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>CPU time of ram-sso beside that of others</title>`,
    `<desc>${escape(description.join('. '))}</desc>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...panels.map((panel, index) => drawPanel(panel, tops[index] ?? 0)),
    '</svg>',
    '',
  ].join('\n');
}

function panelsOf({ verifications, logins }: BenchResults): Panel[] {
  return [
    {
      title: 'Verification of one signed response, CPU',
      unit: 'µs',
      digits: 0,
      marks: verifications.map(({ name, microseconds }) => ({ name, value: microseconds })),
    },
    {
      title: 'One login over 8 connections, CPU of service and database',
      unit: 'ms',
      digits: 2,
      marks: logins
        .filter(({ connections }) => connections === 8)
        .map(({ name, cpu }) => ({ name, value: cpu })),
    },
  ];
}

function drawPanel(panel: Panel, top: number): string {
  const values = panel.marks.flatMap(({ value }) => [value.least, value.most]).filter((value) => value > 0);
  const least = Math.floor(Math.log10(Math.min(...values)));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...values))));
  const x = (value: number) =>
    NAMES + ((Math.log10(Math.max(value, 10 ** least)) - least) / (most - least)) * SCALE;
  const bottom = top + HEAD + panel.marks.length * ROW;
  const lines = Array.from({ length: most - least + 1 }, (_, power) => 10 ** (least + power));
  return [
    `<text x="0" y="${top + 12}" font-weight="600" fill="#1f2937">${escape(panel.title)}</text>`,
    ...lines.map((value) =>
      drawGridLine(x(value), top, bottom, `${Number(value.toPrecision(1))} ${panel.unit}`),
    ),
    ...panel.marks.map((mark, index) => drawMark(mark, panel, x, top + HEAD + (index + 0.5) * ROW)),
  ].join('\n');
}

function drawGridLine(x: number, top: number, bottom: number, label: string): string {
  return (
    `<line x1="${at(x)}" x2="${at(x)}" y1="${top + HEAD - 8}" y2="${bottom}" stroke="#e5e7eb"/>` +
    `<text x="${at(x)}" y="${top + HEAD - 14}" text-anchor="middle" font-size="11" fill="#6b7280">${label}</text>`
  );
}

function drawMark(mark: Mark, { unit, digits }: Panel, x: (value: number) => number, y: number): string {
  const { name, value } = mark;
  const colour = name === OURS ? '#0f766e' : '#64748b';
  const weight = name === OURS ? ' font-weight="600"' : '';
  return (
    `<text x="0" y="${y + 4}" fill="#1f2937"${weight}>${escape(name)}</text>` +
    `<line x1="${at(x(value.least))}" x2="${at(x(value.most))}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>` +
    `<circle cx="${at(x(value.median))}" cy="${y}" r="5" fill="${colour}"/>` +
    `<text x="${WIDTH}" y="${y + 4}" text-anchor="end" fill="#1f2937"${weight}>${value.median.toFixed(digits)} ${unit}</text>`
  );
}

function described({ name, value }: Mark, { unit, digits }: Panel): string {
  return `${name} ${value.median.toFixed(digits)} ${unit}`;
}

function at(x: number): string {
  return x.toFixed(1);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
