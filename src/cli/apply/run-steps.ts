import type { ImportedUser, NewUser, RamSso } from '../../sdk/sdk';
import { CliError } from '../cli-error';
import { EXIT } from '../exit-codes';
import type { Step } from './plan';
import { runStep, type StepResult } from './run-step';

/** What became of a step. */
export interface Made extends StepResult {
  readonly step: Step;
  /** Why it was not done, where the others beside it were. */
  readonly refused?: string;
}

/** In the order of the steps; the users of a tenant that are to be made or changed go together, as an import. */
export async function* runSteps(
  api: RamSso,
  steps: readonly Step[],
  signal: AbortSignal,
): AsyncGenerator<Made> {
  for (let at = 0; at < steps.length;) {
    const step = steps[at];
    const end = endOfUsers(steps, at);
    if (end > at) yield* importUsers(api, steps.slice(at, end), signal);
    else if (step) yield { step, ...(await runStep(api, step)) };
    at = Math.max(end, at + 1);
  }
}

/** Behind the users of one tenant that follow one another from there on. */
function endOfUsers(steps: readonly Step[], start: number): number {
  const isNext = (step: Step | undefined): boolean =>
    step?.kind === 'user' && step.action !== 'delete' && step.tenant === steps[start]?.tenant;
  let end = start;
  while (isNext(steps[end])) end += 1;
  return end;
}

async function* importUsers(api: RamSso, steps: readonly Step[], signal: AbortSignal): AsyncGenerator<Made> {
  const [{ tenant } = { tenant: '' }] = steps;
  const users = steps.map(({ name, body }): NewUser => ({ ...body, userName: name }));
  let answered = 0;
  let refused = 0;
  for await (const answer of api.users(tenant).import(users, { signal })) {
    const step = steps[answered];
    answered += 1;
    if (!step) continue;
    if (answer.result === 'refused') refused += 1;
    yield { step, ...(answer.result === 'refused' ? { refused: reasonOf(answer) } : {}) };
  }
  if (refused === 0 && answered === steps.length) return;
  throw new CliError(
    `${steps.length - answered + refused} of ${steps.length} users of ${tenant} were not made so.`,
    { exitCode: EXIT.invalid },
  );
}

function reasonOf({ code, errors = [] }: ImportedUser): string {
  return `${code ?? 'refused'}: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}`;
}
