import type { SpKey } from '../../sdk/sdk';
import { usageError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { LIMIT } from '../input/common-options';
import { pageSize, takeFirst } from '../input/take-first';
import { confirm, isInteractive } from '../terminal/prompt';
import { argument, choice, choiceArgument, flag, type Noun, verb } from '../verb';
import { SP_KEY } from './views';

const PURPOSES = ['signing', 'encryption'] as const;
type Purpose = (typeof PURPOSES)[number];
type Algorithm = SpKey['algorithm'];

const ALGORITHM = choice(
  '--algorithm <kind>',
  'as the current key without it; ec-p256 signs by ECDSA, which many IdPs refuse',
  ['rsa-2048', 'ec-p256'],
);

const list = verb({
  name: 'list',
  summary: "list a tenant's own SAML keys",
  takes: { limit: LIMIT },
  examples: [['ram-sso keys list --tenant acme', 'by purpose and status']],
  run: async (context, { limit }) => {
    const found = keysOf(context).list({ limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), SP_KEY);
  },
});

const get = verb({
  name: 'get',
  summary: 'show a key, with its certificate',
  takes: { id: argument('which, by its id') },
  examples: [
    ['ram-sso keys get 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme --output json', 'for programs'],
  ],
  run: async (context, { id }) => {
    await context.print.one(await keysOf(context).get(id), SP_KEY);
  },
});

const create = verb({
  name: 'create',
  summary: 'make the next key of a purpose, published beside the current one',
  takes: { purpose: choiceArgument('what the key is for', PURPOSES), algorithm: ALGORITHM },
  examples: [
    ['ram-sso keys create signing --tenant acme', 'the current one goes on signing'],
    ['ram-sso keys create signing --algorithm ec-p256 --tenant acme', 'where the IdP takes ECDSA'],
  ],
  run: async (context, { purpose, algorithm }) => {
    await context.print.one(await keysOf(context).create({ purpose, algorithm }), SP_KEY);
  },
});

const promote = verb({
  name: 'promote',
  summary: 'make the next key the current one, or take the previous one back',
  takes: { id: argument('which, by its id') },
  examples: [
    ['ram-sso keys promote 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'it signs from now on'],
  ],
  run: async (context, { id }) => {
    await context.print.one(await keysOf(context).promote(id), SP_KEY);
  },
});

const remove = verb({
  name: 'delete',
  summary: 'delete a next or previous key',
  takes: { id: argument('which, by its id') },
  examples: [['ram-sso keys delete 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme', 'asks first']],
  run: async (context, { id }) => {
    await context.confirm(`Delete the key ${id}? Nothing is decrypted with it from then on.`);
    await keysOf(context).delete(id);
    context.print.note(`The key ${id} is deleted.`);
  },
});

const rotate = verb({
  name: 'rotate',
  summary: 'replace a key, step by step: run it again after each step',
  description:
    'Takes the next step of a roll-over. Where there is no next key, it makes one, which the SP metadata publish beside the current one: let the IdP learn it. Where there is one, it makes it the current one, once you say that the IdP knows it: on a terminal it asks, elsewhere give --promote.',
  takes: {
    purpose: choice('--purpose <purpose>', 'signing without it', PURPOSES),
    algorithm: ALGORITHM,
    promote: flag('--promote', 'the IdP knows the next key: use it'),
  },
  examples: [
    ['ram-sso keys rotate --tenant acme', 'first: make the next key'],
    ['ram-sso sp metadata --tenant acme > sp.xml', 'then let the IdP learn it from the metadata'],
    ['ram-sso keys rotate --tenant acme --promote', 'last: use it'],
    ['ram-sso keys rotate --algorithm ec-p256 --tenant acme', 'to another kind of key'],
  ],
  run: async (context, { purpose = 'signing', algorithm, promote: isKnown }) => {
    const known = await findNext(context, purpose);
    if (known) requireKind(known, algorithm);
    if (isKnown && !known)
      throw usageError(
        `There is no next ${purpose} key yet that the IdP could know: run it without --promote first.`,
      );
    const next = known ?? (await makeNext(context, purpose, algorithm));
    if (isKnown || (await isKnownAtIdp(context, next))) {
      await context.print.one(await keysOf(context).promote(next.id), SP_KEY);
      context.print.note(
        `It is the current ${purpose} key now. "ram-sso keys list" has the previous one too.`,
      );
      return;
    }
    await context.print.one(next, SP_KEY);
    context.print.note(
      'The SP metadata publish it beside the current one ("ram-sso sp metadata"). Once the IdP knows it: "ram-sso keys rotate --promote".',
    );
  },
});

export const keys: Noun = {
  name: 'keys',
  summary: 'the keys by which IdPs know a tenant',
  group: 'Accounts:',
  verbs: [list, get, create, rotate, promote, remove],
};

function keysOf(context: CommandContext) {
  return context.api.sp(context.tenant()).keys;
}

async function findNext(context: CommandContext, purpose: Purpose): Promise<SpKey | undefined> {
  const all = await keysOf(context).list().toArray();
  return all.find((key) => key.purpose === purpose && key.status === 'next');
}

async function makeNext(
  context: CommandContext,
  purpose: Purpose,
  algorithm: Algorithm | undefined,
): Promise<SpKey> {
  const made = await keysOf(context).create({ purpose, algorithm });
  context.print.note(`A next ${purpose} key is made (${made.algorithm}).`);
  return made;
}

/** A roll-over goes on with the key that there is: one of another kind than asked for would surprise. */
function requireKind({ id, purpose, algorithm }: SpKey, wanted: Algorithm | undefined): void {
  if (wanted === undefined || wanted === algorithm) return;
  throw usageError(
    `There is a next ${purpose} key already, of the kind ${algorithm} and not ${wanted}: go on without --algorithm, or delete it first ("ram-sso keys delete ${id}").`,
  );
}

/** Asked only where somebody can answer: who runs it in a script says so by an option. */
async function isKnownAtIdp({ host }: CommandContext, { sha256Fingerprint }: SpKey): Promise<boolean> {
  if (!isInteractive(host)) return false;
  try {
    await confirm(host, `Does the IdP know the certificate ${sha256Fingerprint} by now?`);
    return true;
  } catch {
    return false;
  }
}
