import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { METADATA_BYTES } from '../../saml/limits';
import { CliError, usageError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-codes';
import { DRY_RUN } from '../input/common-options';
import { readInput, sayName } from '../terminal/read-input';
import { flag, requiredText, verb } from '../verb';
import { makePlan, type Plan, type Step } from './plan';
import { readCurrent } from './read-current';
import type { DesiredTenant, Files } from './read-declaration';
import { runPlan } from './run-plan';
import { planAsData, showStep, summary } from './show-plan';

const FILE = requiredText('-f, --file <file>', 'what shall be, as YAML or JSON, or - for standard input');
const PRUNE = flag(
  '--prune',
  'also delete the users, webhooks and trusts of declared tenants that are not in it',
);

export const diff = verb({
  name: 'diff',
  summary: 'say in what a declared state differs; ends with 1 where it does',
  takes: { file: FILE, prune: PRUNE },
  examples: [['ram-sso diff -f tenants.yaml', 'changes nothing']],
  run: async (context, { file, prune = false }) => {
    const plan = await planOf(context, file, prune);
    await showAll(context, plan);
    if (plan.steps.length > 0) throw new CliError(`It differs: ${summary(plan)}.`);
  },
});

export const apply = verb({
  name: 'apply',
  summary: 'make a declared state so: tenants, trusts, users and webhooks',
  description:
    'Makes it so that the service is as a file declares, and says each change. The file is read whole before anything is done, and what is wrong in it is named by line. What is so already stays as it is, so a second run changes nothing; what the file does not name stays too, unless --prune is given. Tenants are never deleted by it. docs/cli.md has the fields.',
  takes: { file: FILE, dryRun: DRY_RUN, prune: PRUNE },
  examples: [
    ['ram-sso apply -f tenants.yaml --dry-run', 'what would be done'],
    ['ram-sso apply -f tenants.yaml', 'do it'],
    ['generate | ram-sso apply -f - --prune --yes', 'from a program; who is not in it any more goes'],
  ],
  run: async (context, { file, dryRun = false, prune = false }) => {
    const plan = await planOf(context, file, prune);
    if (dryRun) {
      await showAll(context, plan);
      context.print.note(`Nothing was done: ${summary(plan)}.`);
      return;
    }
    const deletions = plan.steps.filter(({ action }) => action === 'delete').length;
    if (deletions > 0)
      await context.confirm(`This deletes ${deletions} of users, webhooks and trusts. Go on?`);
    await runPlan(context, plan);
  },
});

async function showAll({ print }: CommandContext, plan: Plan): Promise<void> {
  const data = { changes: plan.steps.map(planAsData), unchanged: plan.unchanged };
  await print.either(data, () => plan.steps.map((step: Step) => showStep(step, print.colours)).join(''));
}

async function planOf(context: CommandContext, file: string, prune: boolean): Promise<Plan> {
  const desired = await readDesired(context, file);
  return makePlan(desired, await readCurrent(context.api, desired), { prune });
}

async function readDesired({ host, clock }: CommandContext, file: string): Promise<readonly DesiredTenant[]> {
  const { readDeclaration } = await import('./read-declaration.js');
  const { checkMetadata } = await import('../idp/check-metadata.js');
  const source = await readInput(host, file, METADATA_BYTES * 2);
  const beside = file === '-' ? '.' : dirname(file);
  const files: Files = {
    read: (name) => readFileSync(resolve(beside, name)),
    check: (document, { entityId, metadataSigningCertificate }) =>
      checkMetadata(document, {
        entityId,
        signer:
          metadataSigningCertificate === undefined ? undefined : Buffer.from(metadataSigningCertificate),
        now: clock.now(),
      }),
  };
  const read = readDeclaration(source.toString('utf8'), files);
  if ('tenants' in read) return read.tenants;
  const lines = read.issues.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  if (lines.length === 0) throw usageError(`${sayName(file)} is no declaration.`);
  throw new CliError(`${sayName(file)} is not right, and nothing was done:`, { exitCode: EXIT.usage, lines });
}
