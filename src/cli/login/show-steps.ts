import type { RefusedLoginTrace } from '../../sdk/sdk';
import type { Colours } from '../terminal/colours';
import { printableLine } from '../terminal/printable';

type Step = RefusedLoginTrace['steps'][number];

/** Each check with a tick or a cross, and of the one that failed what was expected, what came, and what to do. */
export function showSteps(
  { steps }: { readonly steps: readonly Step[] },
  code: string | null,
  { green, red, dim }: Colours,
): string {
  const head = code === null ? green('✓ it would pass now') : red(`✗ ${code}`);
  const signs = { passed: green('✓'), failed: red('✗'), not_reached: dim('·') };
  const lines = steps.flatMap((step) => [
    `${signs[step.result]} ${step.check}`,
    ...(step.result === 'failed' ? whyOf(step) : []),
  ]);
  return `${[head, ...lines].join('\n')}\n`;
}

function whyOf({ expected, actual, hint, where }: Step): string[] {
  const said = [
    ['expected', expected],
    ['got', actual],
    ['to do', hint],
    ['where', where?.screen],
  ] as const;
  return said.flatMap(([name, text]) => (text === undefined ? [] : [`    ${name}: ${printableLine(text)}`]));
}
