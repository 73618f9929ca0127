import { printableLine } from '../terminal/printable';
import type { Colours } from '../terminal/colours';
import type { Plan, Step } from './plan';

/** `+ user acme/alice`, with a line for each field. */
export function showStep(step: Step, { green, red, yellow, dim }: Colours): string {
  const { action, kind, changes } = step;
  const [sign, paint] = ({ create: ['+', green], update: ['~', yellow], delete: ['-', red] } as const)[
    action
  ];
  const lines = changes.map(({ field, from, to }) => {
    const was = action === 'update' ? `${JSON.stringify(from)} -> ` : '';
    return dim(`    ${field}: ${printableLine(`${was}${JSON.stringify(to)}`)}`);
  });
  return `${[paint(`${sign} ${kind} ${printableLine(pathOf(step))}`), ...lines].join('\n')}\n`;
}

export function planAsData(step: Step): object {
  const { action, kind, tenant, name, changes } = step;
  return { action, kind, tenant, name, changes };
}

type Words = Readonly<Record<Step['action'], string>>;
const PLANNED: Words = { create: 'to create', update: 'to update', delete: 'to delete' };
export const DONE: Words = { create: 'created', update: 'updated', delete: 'deleted' };

export function summary({ steps, unchanged }: Plan, words = PLANNED): string {
  const counts = (['create', 'update', 'delete'] as const).map(
    (action) => `${steps.filter((step) => step.action === action).length} ${words[action]}`,
  );
  return `${counts.join(', ')}, ${unchanged} as they are`;
}

function pathOf({ kind, tenant, name }: Step): string {
  return kind === 'user' || kind === 'webhook' ? `${tenant}/${name}` : tenant;
}
