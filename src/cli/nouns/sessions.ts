import { LIMIT } from '../input/common-options';
import { pageSize, takeFirst } from '../input/take-first';
import { argument, type Noun, verb } from '../verb';
import { SESSION } from './views';

const list = verb({
  name: 'list',
  summary: 'list who is signed in',
  isDefault: true,
  takes: { limit: LIMIT },
  examples: [['ram-sso sessions list --tenant acme', 'newest first']],
  run: async (context, { limit }) => {
    const found = context.api.sessions(context.tenant()).list({ limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), SESSION);
  },
});

const end = verb({
  name: 'end',
  summary: 'sign a user out everywhere',
  takes: { userName: argument('whose sessions') },
  examples: [['ram-sso sessions end alice --tenant acme', 'on every node, at once']],
  run: async (context, { userName }) => {
    await context.api.users(context.tenant()).signOut(userName);
    context.print.note(`${userName} is signed out everywhere.`);
  },
});

export const sessions: Noun = {
  name: 'sessions',
  summary: 'who is signed in',
  group: 'Accounts:',
  verbs: [list, end],
};
