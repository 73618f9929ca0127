import type { NewUser, UserPatch } from '../../sdk/sdk';
import { usageError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { LIMIT, SET } from '../input/common-options';
import { given, readFields } from '../input/read-fields';
import { pageSize, takeFirst } from '../input/take-first';
import { type AnyVerb, argument, choice, type Input, type Noun, text, verb } from '../verb';
import { exportUsers, importUsers } from './users-bulk';
import { USER } from './views';

const PROFILE = {
  displayName: text('--display-name <text>', 'for people'),
  email: text('--email <address>', 'of the user'),
  mobilePhone: text('--mobile-phone <number>', 'of the user'),
  comments: text('--comments <text>', 'for administrators'),
  status: choice('--status <status>', 'whether the user may sign in', ['active', 'disabled']),
  consoleRole: choice('--console-role <role>', "in the administrators' console", ['none', 'viewer', 'admin']),
  set: SET,
};

const USER_NAME = argument('1 to 64 of a-z, A-Z, 0-9, ".", "-" and "_"');

function toBody({ set, ...profile }: Input<typeof PROFILE>): Record<string, unknown> {
  return given({ ...profile, ...readFields(set) });
}

const create = verb({
  name: 'create',
  summary: 'make a user',
  takes: { userName: USER_NAME, ...PROFILE },
  examples: [
    ['ram-sso users create alice --tenant acme', 'who signs in as alice@ one of the domains of acme'],
    ['ram-sso users create bob -t acme --display-name "Bob Ray" --status disabled', 'who does not yet'],
  ],
  run: async (context, { userName, ...profile }) => {
    const body = { userName, ...toBody(profile) } as NewUser;
    await context.print.one(await usersOf(context).create(body), USER);
  },
});

const list = verb({
  name: 'list',
  summary: "list a tenant's users",
  takes: { query: text('--query <text>', 'those whose names, e-mail or comments have it'), limit: LIMIT },
  examples: [
    ['ram-sso users list --tenant acme', 'all, however many'],
    ['ram-sso users list -t acme --query ali --limit 10', 'the first ten that match'],
  ],
  run: async (context, { query, limit }) => {
    const found = usersOf(context).list({ query, limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), USER);
  },
});

const get = verb({
  name: 'get',
  summary: 'show a user',
  takes: { userName: argument('which') },
  examples: [['ram-sso users get alice --tenant acme', 'found without regard to case']],
  run: async (context, { userName }) => {
    await context.print.one(await usersOf(context).get(userName), USER);
  },
});

const update = verb({
  name: 'update',
  summary: 'change or rename a user',
  description: 'Changes what is given, and nothing else. An empty text clears: --email "".',
  takes: {
    userName: argument('which'),
    rename: text('--rename <userName>', 'the new name'),
    ...PROFILE,
  },
  examples: [
    ['ram-sso users update alice --tenant acme --email alice@acme.example', 'an address'],
    ['ram-sso users update alice -t acme --rename alice.ngo', 'another name, the same user'],
  ],
  run: async (context, { userName, rename, ...profile }) => {
    const patch = { ...given({ userName: rename }), ...toBody(profile) } as UserPatch;
    if (Object.keys(patch).length === 0) throw usageError('What is to be changed? --help has the options.');
    await context.print.one(await usersOf(context).update(userName, patch), USER);
  },
});

const disable = verb({
  name: 'disable',
  summary: 'let a user sign in no more, and end the sessions',
  takes: { userName: argument('which') },
  examples: [['ram-sso users disable alice --tenant acme', 'at once, everywhere']],
  run: async (context, { userName }) => {
    await context.print.one(await usersOf(context).disable(userName), USER);
  },
});

const enable = verb({
  name: 'enable',
  summary: 'let a disabled user sign in again',
  takes: { userName: argument('which') },
  examples: [['ram-sso users enable alice --tenant acme', 'from the next sign-in on']],
  run: async (context, { userName }) => {
    await context.print.one(await usersOf(context).enable(userName), USER);
  },
});

const remove = verb({
  name: 'delete',
  summary: 'delete a user and the sessions',
  takes: { userName: argument('which') },
  examples: [['ram-sso users delete alice --tenant acme --yes', 'without asking']],
  run: async (context, { userName }) => {
    await context.confirm(`Delete the user ${userName} of ${context.tenant()}?`);
    await usersOf(context).delete(userName);
    context.print.note(`The user ${userName} is deleted.`);
  },
});

const verbs: readonly AnyVerb[] = [
  create,
  list,
  get,
  update,
  disable,
  enable,
  remove,
  importUsers,
  exportUsers,
];

export const users: Noun = { name: 'users', summary: "a tenant's RAM users", group: 'Accounts:', verbs };

function usersOf(context: CommandContext) {
  return context.api.users(context.tenant());
}
