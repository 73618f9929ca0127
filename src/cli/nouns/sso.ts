import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { showReadiness } from '../sso/show-readiness';
import { type Noun, verb } from '../verb';
import { TENANT } from './views';

const check = verb({
  name: 'check',
  summary: 'say who would be locked out if single sign-on were switched on',
  description:
    'Says who would be locked out if single sign-on were switched on, and what else speaks against it. It ends with 1 where something does.',
  takes: {},
  examples: [['ram-sso sso check --tenant acme', 'before "ram-sso sso try"']],
  run: async (context) => {
    const { print } = context;
    const readiness = await switchOf(context).readiness();
    await print.either(readiness, () => showReadiness(readiness, print.colours));
    if (readiness.warnings.length > 0) throw new CliError('Something speaks against it: read the warnings.');
  },
});

const start = verb({
  name: 'try',
  summary: 'switch single sign-on on for ten minutes: a login through it makes that last',
  description:
    'Switches single sign-on on for ten minutes. The first login through it makes that last; without one it goes back by itself, so that nobody is locked out.',
  takes: {},
  examples: [['ram-sso sso try --tenant acme', 'then sign in at the address that it names']],
  run: async (context) => {
    await context.print.one(await switchOf(context).startTrial(), { fields: ['endsAt', 'loginUrl'] });
  },
});

const trial = verb({
  name: 'trial',
  summary: 'show the trial that is running',
  takes: {},
  examples: [['ram-sso sso trial --tenant acme', 'until when, and where to sign in']],
  run: async (context) => {
    await context.print.one(await switchOf(context).trial(), { fields: ['endsAt', 'loginUrl'] });
  },
});

const cancel = verb({
  name: 'cancel',
  summary: 'end the trial before its time: single sign-on is off again',
  takes: {},
  examples: [['ram-sso sso cancel --tenant acme', 'sessions stay']],
  run: async (context) => {
    await switchOf(context).endTrial();
    context.print.note('The trial is over; single sign-on is off.');
  },
});

const on = verb({
  name: 'on',
  summary: 'switch single sign-on on, for good',
  takes: {},
  examples: [['ram-sso sso on --tenant acme', 'without a trial']],
  run: (context) => turn(context, true),
});

const off = verb({
  name: 'off',
  summary: 'switch single sign-on off: nobody signs in by the IdP',
  takes: {},
  examples: [['ram-sso sso off --tenant acme', 'test links go on working']],
  run: (context) => turn(context, false),
});

export const sso: Noun = {
  name: 'sso',
  summary: 'switch single sign-on on without locking anybody out',
  group: 'Accounts:',
  verbs: [check, start, trial, cancel, on, off],
};

function switchOf(context: CommandContext) {
  return context.api.ssoSwitch(context.tenant());
}

async function turn(context: CommandContext, ssoEnabled: boolean): Promise<void> {
  await context.print.one(await context.api.tenants.update(context.tenant(), { ssoEnabled }), TENANT);
}
