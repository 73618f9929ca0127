import type { RefusedLogin } from '../../sdk/sdk';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-codes';
import { FROM, LIMIT, TO } from '../input/common-options';
import { given } from '../input/read-fields';
import { readInstant } from '../input/read-instant';
import { pageSize, takeFirst } from '../input/take-first';
import { showSteps } from '../login/show-steps';
import type { View } from '../output/view';
import { argument, flag, type Noun, text, verb } from '../verb';

export const REFUSED_LOGIN: View<RefusedLogin> = {
  plural: 'refused logins',
  columns: [
    { title: 'time', of: ({ time }) => time },
    { title: 'code', of: ({ code }) => code },
    { title: 'user', of: ({ userName }) => userName },
    { title: 'signed', of: ({ isSignedByTrustedKey }) => (isSignedByTrustedKey ? 'yes' : 'no') },
    { title: 'from', of: ({ ip }) => ip },
    { title: 'request id', of: ({ requestId }) => requestId },
  ],
  fields: ['time', 'code', 'userName', 'isSignedByTrustedKey', 'ip', 'requestId'],
};

const list = verb({
  name: 'list',
  summary: 'list the refused logins that are kept, newest first',
  takes: { code: text('--code <code>', 'refused with that code'), from: FROM, to: TO, limit: LIMIT },
  examples: [
    ['ram-sso login list --tenant acme --code saml.signature_invalid --from 24h', 'of a day, of one kind'],
  ],
  run: async (context, { code, from, to, limit }) => {
    const now = context.clock.now();
    const query = given({ code, from: readInstant(from, now, -1), to: readInstant(to, now, -1) });
    const found = context.api.refusedLogins(context.tenant()).list({ ...query, limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), REFUSED_LOGIN);
  },
});

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

const remove = verb({
  name: 'delete',
  summary: 'delete what is kept of a refused login',
  takes: { requestId: argument('the id on the page that the user saw') },
  examples: [['ram-sso login delete 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'asks first']],
  run: async (context, { requestId }) => {
    await context.confirm(`Delete what is kept of ${requestId}? It can not be checked again.`);
    await context.api.refusedLogins(context.tenant()).delete(requestId);
    context.print.note(`What was kept of ${requestId} is deleted.`);
  },
});

export const login: Noun = {
  name: 'login',
  summary: 'logins that were refused: why, and whether they would pass now',
  group: 'Accounts:',
  verbs: [explain, list, remove],
};

/** Where none is named: who runs the service is told over the phone of an id alone. */
async function findTenant(context: CommandContext, requestId: string): Promise<string> {
  if (context.options.tenant !== undefined || context.connection().tenant !== undefined)
    return context.tenant();
  for await (const { tenant } of context.api.eventsOfRequest(requestId)) if (tenant !== null) return tenant;
  throw new CliError(`No event has the request id ${requestId}.`, { exitCode: EXIT.notFound });
}
