import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-codes';
import { showSteps } from '../login/show-steps';
import { argument, flag, type Noun, verb } from '../verb';

const explain = verb({
  name: 'explain',
  summary: 'say why a login was refused: each check, what came, what to change where',
  description:
    'Says why a login was refused: each check, what came, and what to change where. The request id is on the page that the user saw. Without --tenant its tenant is looked for, for which the token must be of the platform. With --check it is checked again against the trust, the domains and the users of now, without signing anybody in: it ends with 1 where it would not pass.',
  takes: {
    requestId: argument('the id on the page that the user saw'),
    check: flag('--check', 'would it pass now?'),
  },
  examples: [
    ['ram-sso login explain 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'what a user read to you'],
    ['ram-sso login explain 01890a5d-ac96-774b-bcce-b302099a8057 --check', 'after something was changed'],
  ],
  run: async (context, { requestId, check }) => {
    const { api, print } = context;
    const refused = api.refusedLogins(await findTenant(context, requestId));
    if (check) {
      const checked = await refused.check(requestId);
      await print.either(checked, () => showSteps(checked, checked.code, print.colours));
      if (checked.code !== null) throw new CliError(`It would be refused still: ${checked.code}.`);
      return;
    }
    const trace = await refused.explain(requestId);
    await print.either(trace, () => showSteps(trace, trace.code, print.colours));
  },
});

export const login: Noun = {
  name: 'login',
  summary: 'why a login was refused, and whether it would pass now',
  group: 'Accounts:',
  verbs: [explain],
};

/** Where none is named: who runs the service is told over the phone of an id alone. */
async function findTenant(context: CommandContext, requestId: string): Promise<string> {
  if (context.options.tenant !== undefined || context.connection().tenant !== undefined)
    return context.tenant();
  for await (const { tenant } of context.api.eventsOfRequest(requestId)) if (tenant !== null) return tenant;
  throw new CliError(`No event has the request id ${requestId}.`, { exitCode: EXIT.notFound });
}
