import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { printableLine } from '../terminal/printable';
import { ProgressBar } from '../terminal/progress-bar';
import type { Plan, Step } from './plan';
import { type Made, runSteps } from './run-steps';
import { DONE, planAsData, showStep, summary } from './show-plan';

/** Makes all of a plan so, says each change, and stops where something is refused. */
export async function runPlan(context: CommandContext, plan: Plan): Promise<void> {
  const { api, clock, host, print, signal } = context;
  // On a terminal each change is a line of its own already.
  const isShown = print.format !== 'table' || host.stdout.isTTY !== true;
  const bar = isShown ? new ProgressBar(host.stderr, clock, plan.steps.length) : undefined;
  const done: object[] = [];
  let answered = 0;
  try {
    for await (const made of runSteps(api, plan.steps, signal)) {
      if (made.refused !== undefined || made.warnings !== undefined) bar?.clear();
      await tell(context, made);
      answered += 1;
      if (made.refused === undefined) done.push(asData(made));
      bar?.advance(1);
      bar?.show(`${done.length} of ${plan.steps.length} changes`);
    }
  } catch (error) {
    bar?.clear();
    const next = error instanceof CliError ? undefined : plan.steps[answered];
    const which = next === undefined ? '' : `; ${next.kind} ${next.name} was not`;
    print.warn(`${done.length} of ${plan.steps.length} changes were made${which}. Run it again to go on.`);
    throw error;
  } finally {
    bar?.clear();
  }
  if (print.format !== 'table') await print.either({ changes: done, unchanged: plan.unchanged }, () => '');
  print.note(`Done: ${summary(plan, DONE)}.`);
}

async function tell({ print }: CommandContext, { step, refused, warnings, secret }: Made): Promise<void> {
  if (refused !== undefined) print.warn(printableLine(`${nameOf(step)}: ${refused}`));
  for (const { code, message } of warnings ?? []) print.warn(`${step.tenant}: ${code}: ${message}`);
  if (print.format !== 'table' || refused !== undefined) return;
  await print.text(showStep(step, print.colours));
  if (secret !== undefined) await print.text(`  secret (shown this once): ${secret}\n`);
}

function asData({ step, secret, warnings }: Made): object {
  return {
    ...planAsData(step),
    ...(secret === undefined ? {} : { secret }),
    ...(warnings === undefined ? {} : { warnings }),
  };
}

function nameOf({ kind, tenant, name }: Step): string {
  return `${kind} ${tenant}/${name}`;
}
