import type { SetupLink } from '../../sdk/sdk';
import { LIMIT } from '../input/common-options';
import { given } from '../input/read-fields';
import { readInstant } from '../input/read-instant';
import { pageSize, takeFirst } from '../input/take-first';
import type { View } from '../output/view';
import { argument, flag, type Noun, text, verb } from '../verb';

export const SETUP_LINK: View<SetupLink> = {
  plural: 'set-up links',
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'state', of: ({ state }) => state },
    { title: 'note', of: ({ note }) => note },
    { title: 'expires', of: ({ expiresAt }) => expiresAt },
    { title: 'by', of: ({ createdBy }) => createdBy },
  ],
  fields: ['id', 'state', 'note', 'createdBy', 'createdAt', 'expiresAt', 'openedAt', 'revokedAt'],
};

const create = verb({
  name: 'create',
  summary: 'make a link; it is shown this once',
  description:
    "Makes a link by which a customer's own administrator sets a tenant up in the console, without an account. The first browser that takes it has it.",
  takes: {
    note: text('--note <text>', 'whom it is for'),
    expires: text('--expires <time>', '2027-01-31, or in 24h, 7d'),
    urlOnly: flag('--url-only', 'write the link and nothing else'),
  },
  examples: [['ram-sso setup-links create --tenant acme --note "for Ms Ngo" --expires 3d', 'for three days']],
  run: async (context, { note, expires, urlOnly }) => {
    const { api, print, clock } = context;
    const body = given({ note, expiresAt: readInstant(expires, clock.now(), 1) });
    const link = await api.setupLinks(context.tenant()).create(body);
    if (urlOnly) await print.raw(`${link.url}\n`);
    else await print.one(link, { fields: [...SETUP_LINK.fields, 'url'] });
    print.note('The link is shown this once; whoever has it can set the tenant up.');
  },
});

const list = verb({
  name: 'list',
  summary: 'list the links, newest first, without their secrets',
  takes: { limit: LIMIT },
  examples: [['ram-sso setup-links list --tenant acme', 'and whether each was opened']],
  run: async (context, { limit }) => {
    const found = context.api.setupLinks(context.tenant()).list({ limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), SETUP_LINK);
  },
});

const revoke = verb({
  name: 'revoke',
  summary: 'let a link open nothing any more, and close what it opened',
  takes: { id: argument('which, by its id') },
  examples: [['ram-sso setup-links revoke 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'asks first']],
  run: async (context, { id }) => {
    await context.confirm(`Revoke the set-up link ${id}?`);
    await context.api.setupLinks(context.tenant()).revoke(id);
    context.print.note(`The set-up link ${id} is revoked.`);
  },
});

export const setupLinks: Noun = {
  name: 'setup-links',
  summary: "links by which a customer's administrator sets a tenant up",
  group: 'Accounts:',
  verbs: [create, list, revoke],
};
