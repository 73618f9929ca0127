import type { NewWebhook, WebhookPatch } from '../../sdk/sdk';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { LIMIT } from '../input/common-options';
import { given } from '../input/read-fields';
import { pageSize, takeFirst } from '../input/take-first';
import { argument, type Noun, onOff, requiredText, text, texts, verb } from '../verb';
import { DELIVERY, WEBHOOK } from './views';

const DESCRIPTION = text('--description <text>', 'for people');
const EVENTS = texts(
  '--event <type>',
  'what is told, several by commas; without it, or as "all", everything',
);
const ENABLED = onOff('--enabled <on|off>', 'whether anything is sent');
const ID = argument('which, by its id');

const create = verb({
  name: 'create',
  summary: 'tell a server of events; the secret is shown this once',
  description:
    'Tells a server of events: of the tenant that --tenant names, without it of all. The secret by which its messages are verified is shown this once.',
  takes: {
    url: requiredText('--url <url>', 'of the server, https'),
    description: DESCRIPTION,
    events: EVENTS,
  },
  examples: [
    ['ram-sso webhooks create --tenant acme --url https://ops.acme.example/hooks', 'of one tenant'],
    [
      'ram-sso webhooks create --url https://ops.example/hooks --event idp.refresh_failed,sp_key.expiring',
      'of all tenants, of two types',
    ],
  ],
  run: async (context, { url, description, events }) => {
    const body = { url, ...given({ description, eventTypes: toTypes(events) }) } as NewWebhook;
    const made = await hooksOf(context).create(body);
    await context.print.one(made, { fields: [...WEBHOOK.fields, 'secret'] });
    context.print.note('The secret is shown this once.');
  },
});

const list = verb({
  name: 'list',
  summary: 'list the webhooks of a tenant, or those of all',
  isDefault: true,
  takes: { limit: LIMIT },
  examples: [
    ['ram-sso webhooks list --tenant acme', 'of one tenant'],
    ['ram-sso webhooks list', 'those that are told of every tenant'],
  ],
  run: async (context, { limit }) => {
    const found = hooksOf(context).list({ limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), WEBHOOK);
  },
});

const get = verb({
  name: 'get',
  summary: 'show a webhook',
  takes: { id: ID },
  examples: [['ram-sso webhooks get 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'and how it fares']],
  run: async (context, { id }) => {
    await context.print.one(await hooksOf(context).get(id), WEBHOOK);
  },
});

const update = verb({
  name: 'update',
  summary: 'change a webhook',
  takes: {
    id: ID,
    url: text('--url <url>', 'of the server, https'),
    description: DESCRIPTION,
    events: EVENTS,
    enabled: ENABLED,
  },
  examples: [
    [
      'ram-sso webhooks update 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme --enabled off',
      'for a while',
    ],
  ],
  run: async (context, { id, url, description, events, enabled }) => {
    const patch = given({ url, description, eventTypes: toTypes(events), enabled }) as WebhookPatch;
    await context.print.one(await hooksOf(context).update(id, patch), WEBHOOK);
  },
});

const remove = verb({
  name: 'delete',
  summary: 'delete a webhook, and what was still to be sent',
  takes: { id: ID },
  examples: [['ram-sso webhooks delete 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'asks first']],
  run: async (context, { id }) => {
    await context.confirm(`Delete the webhook ${id}?`);
    await hooksOf(context).delete(id);
    context.print.note(`The webhook ${id} is deleted.`);
  },
});

const test = verb({
  name: 'test',
  summary: 'send a test message now, and say how it went',
  takes: { id: ID },
  examples: [
    [
      'ram-sso webhooks test 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme',
      'ends with 1 if it is not taken',
    ],
  ],
  run: async (context, { id }) => {
    const result = await hooksOf(context).test(id);
    await context.print.one(result, { fields: ['delivered', 'status', 'milliseconds', 'failure'] });
    if (!result.delivered) throw new CliError('The message was not taken.');
  },
});

const rotateSecret = verb({
  name: 'rotate-secret',
  summary: 'make a new secret; for a day the old one signs beside it',
  takes: { id: ID },
  examples: [
    ['ram-sso webhooks rotate-secret 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'shown once'],
  ],
  run: async (context, { id }) => {
    const made = await hooksOf(context).rotateSecret(id);
    await context.print.one(made, { fields: [...WEBHOOK.fields, 'secret'] });
    context.print.note('The secret is shown this once.');
  },
});

const deliveries = verb({
  name: 'deliveries',
  summary: 'list what was sent in the last seven days, and what waits',
  takes: { id: ID, limit: LIMIT },
  examples: [
    ['ram-sso webhooks deliveries 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'newest first'],
  ],
  run: async (context, { id, limit }) => {
    const found = hooksOf(context).deliveries(id, { limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), DELIVERY);
  },
});

const retry = verb({
  name: 'retry',
  summary: 'send a message once more, under its id',
  takes: { id: ID, delivery: argument('which message, by its id') },
  examples: [
    [
      'ram-sso webhooks retry 01890a5d-ac96-774b-bcce-b302099a8057 01890a5e-11aa-774b-bcce-b302099a8057',
      'of a webhook of the platform',
    ],
  ],
  run: async (context, { id, delivery }) => {
    await context.print.one(await hooksOf(context).retryDelivery(id, delivery), DELIVERY);
  },
});

export const webhooks: Noun = {
  name: 'webhooks',
  summary: 'who is told of events: of a tenant (--tenant), or of all',
  group: 'Platform:',
  verbs: [create, list, get, update, test, rotateSecret, deliveries, retry, remove],
};

/** Only a tenant that was named here: that of a profile would make the platform's webhooks unreachable. */
function hooksOf({ api, options }: CommandContext) {
  return api.webhooks(options.tenant);
}

function toTypes(events: readonly string[] | undefined): readonly string[] | null | undefined {
  return events?.includes('all') ? null : events;
}
