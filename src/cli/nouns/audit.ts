import { setTimeout } from 'node:timers/promises';
import type { AuditEvent, AuditQuery, CallOptions, RamSso } from '../../sdk/sdk';
import { followEvents } from '../audit/follow-events';
import { readHead } from '../audit/read-head';
import { sayDeletedTenants, showDeletedTenants } from '../audit/show-deleted-tenants';
import { isEmpty, isUnsealed, showVerification, UNSEALED } from '../audit/show-verification';
import { verifyDeletedTenants } from '../audit/verify-deleted-tenants';
import { CliError, usageError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { FROM, LIMIT, TO } from '../input/common-options';
import { given } from '../input/read-fields';
import { readInstant } from '../input/read-instant';
import { pageSize, takeFirst } from '../input/take-first';
import { readable } from '../output/cells';
import type { Printer } from '../output/printer';
import { printableLine } from '../terminal/printable';
import { argument, choice, flag, type Input, type Noun, text, verb, wholeNumber } from '../verb';
import { AUDIT_EVENT } from './views';

const FILTERS = {
  type: text('--type <type>', 'of one type alone, such as login or idp.updated'),
  user: text('--user <userName>', 'about one user alone'),
  outcome: choice('--outcome <outcome>', 'of one outcome alone', ['success', 'refused']),
  code: text('--code <code>', 'refused with that code, such as saml.expired'),
  requestId: text('--request-id <id>', 'what one request caused'),
  from: FROM,
  to: TO,
};

const list = verb({
  name: 'list',
  summary: "list a tenant's audit events or the platform's, or follow them",
  description:
    "Lists what happened at a tenant, newest first; with --platform what is no tenant's, such as who deleted which. With --follow it goes on with what happens from now on (or from --from on), oldest first, until Ctrl-C; where the service is away it waits for it, and misses nothing.",
  isDefault: true,
  takes: {
    ...FILTERS,
    platform: flag('--platform', "the platform's own"),
    tenantId: text('--tenant-id <id>', 'of a tenant that was deleted'),
    limit: LIMIT,
    follow: flag('-f, --follow', 'go on with what happens'),
    interval: wholeNumber('--interval <seconds>', 'between two looks; 2 without it', 1, 3600),
  },
  examples: [
    [
      'ram-sso audit list --tenant acme --type login --outcome refused --from 24h',
      "a day's refused sign-ins",
    ],
    ['ram-sso audit --platform --type tenant.deleted', 'who deleted which tenant, and its id'],
    ['ram-sso audit --follow --tenant acme', 'as it happens'],
    ['ram-sso audit --follow --tenant acme --output json | jq .code', 'a line of JSON each'],
  ],
  run: async (context, { limit, follow, interval = 2, platform, tenantId, ...filters }) => {
    const { print } = context;
    const trail = trailOf(context, platform === true, tenantId);
    if (follow) {
      await print.stream(followed(context, trail, filters, interval), AUDIT_EVENT, lineOf);
      return;
    }
    const found = trail({ ...toQuery(context, filters), limit: pageSize(limit) });
    await print.list(takeFirst(found, limit), AUDIT_EVENT);
  },
});

const find = verb({
  name: 'find',
  summary: 'find what a request caused, in whichever tenant',
  takes: { requestId: argument('the id that a page, a problem or a log names') },
  examples: [
    ['ram-sso audit find 01890a5d-ac96-774b-bcce-b302099a8057', 'what a user read to you over the phone'],
  ],
  run: async ({ api, print }, { requestId }) => {
    await print.list(api.eventsOfRequest(requestId), {
      ...AUDIT_EVENT,
      columns: [{ title: 'tenant', of: (event) => event.tenant }, ...AUDIT_EVENT.columns],
      fields: ['tenant', ...AUDIT_EVENT.fields],
    });
  },
});

const verify = verb({
  name: 'verify',
  summary: 'say whether the audit events are those that were written',
  description:
    "Reads a tenant's audit events, without --tenant the platform's own and those of all tenants that were deleted, and compares them with their seals: what was changed, removed or inserted, and between which seals; and what is not sealed yet. It ends with 1 where anything is not as it was sealed, and where nothing is sealed yet. Note the head that it prints where nobody reaches it who may change the database, and give it by --head the next time: then it is found out too where the end was cut off.",
  takes: {
    tenantId: text('--tenant-id <id>', 'of one tenant that was deleted'),
    head: text('--head <head>', 'that an earlier run printed'),
  },
  examples: [
    ['ram-sso audit verify --tenant acme', "a tenant's"],
    ['ram-sso audit verify', "the platform's own, and those of tenants that were deleted"],
    ['ram-sso audit verify --tenant acme --output json | jq -r .head', 'the head, to be kept elsewhere'],
  ],
  run: async ({ api, options: { tenant }, print }, { tenantId, head: noted }) => {
    const head = readHead(noted);
    if (tenant !== undefined && tenantId !== undefined)
      throw usageError('Give either --tenant or --tenant-id.');
    if (tenant === undefined && tenantId === undefined) {
      await verifyPlatform(api, print, head);
      return;
    }
    const found =
      tenant === undefined
        ? await api.verifyAudit({ tenantId, head })
        : await api.auditEvents(tenant).verify(head);
    await print.either(found, () => showVerification(found, print.colours));
    judge(!found.intact, isUnsealed(found));
  },
});

/** Its own trail, and those of tenants that are nobody's any more. */
async function verifyPlatform(api: RamSso, print: Printer, head: string | undefined): Promise<void> {
  const own = await api.verifyAudit({ head });
  const deletedTenants = await verifyDeletedTenants(api);
  const { flawed, unsealed } = deletedTenants;
  const intact = own.intact && flawed.length === 0;
  await print.either({ ...own, intact, deletedTenants }, () => {
    const others = [['deleted tenants', sayDeletedTenants(deletedTenants)] as const];
    return showVerification(own, print.colours, others) + showDeletedTenants(deletedTenants, print.colours);
  });
  judge(!intact, (isUnsealed(own) && !isEmpty(own)) || unsealed.length > 0);
}

function judge(isFlawed: boolean, isUnsealedYet: boolean): void {
  if (isFlawed)
    throw new CliError(
      'The trail is not as it was sealed. Keep the database as it is, and compare what lies between the seals that are named with a backup.',
    );
  if (isUnsealedYet)
    throw new CliError(
      `${UNSEALED} Each minute the service seals what happened since: verify again in two; if this stays, look for "a sweep failed" in its log.`,
    );
}

export const audit: Noun = {
  name: 'audit',
  summary: 'what happened',
  group: 'Accounts:',
  verbs: [list, find, verify],
};

type Filters = Input<typeof FILTERS>;

/** Whose events are listed. */
type Trail = (query: AuditQuery, options?: CallOptions) => AsyncIterable<AuditEvent>;

function trailOf(context: CommandContext, isPlatforms: boolean, tenantId: string | undefined): Trail {
  const { api, options } = context;
  if ([isPlatforms, tenantId !== undefined, options.tenant !== undefined].filter(Boolean).length > 1)
    throw usageError('Give only one of --platform, --tenant and --tenant-id.');
  if (isPlatforms || tenantId !== undefined)
    return (query, call) => api.platformEvents({ ...query, tenantId }, call);
  const events = api.auditEvents(context.tenant());
  return (query, call) => events.list(query, call);
}

function toQuery({ clock }: CommandContext, { user, from, to, ...filters }: Filters) {
  const now = clock.now();
  return given({
    ...filters,
    userName: user,
    from: readInstant(from, now, -1),
    to: readInstant(to, now, -1),
  });
}

function followed(
  context: CommandContext,
  trail: Trail,
  filters: Filters,
  interval: number,
): AsyncIterable<AuditEvent> {
  const { print, signal } = context;
  const { from, ...query } = toQuery(context, filters);
  print.note('Following; Ctrl-C ends it.');
  return followEvents({
    list: (since) => trail({ ...query, from: since, limit: since === undefined ? 1 : 500 }, { retries: 0 }),
    from: from as string | undefined,
    wait: () => setTimeout(interval * 1000, undefined, { signal }),
    onOutage: (reason) => {
      print.note(reason === undefined ? 'The service answers again.' : `Waiting for the service: ${reason}`);
    },
  });
}

function lineOf({ time, type, outcome, userName, code, actor, ip, requestId }: AuditEvent): string {
  const facts = [readable(time), type, outcome, userName ?? '-', code ?? '-', actor, ip, requestId];
  return facts.map(printableLine).join('  ');
}
