import type { TrustHealth } from '../../sdk/sdk';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { showHealth } from '../idp/show-health';
import { showSteps } from '../login/show-steps';
import { LIMIT } from '../input/common-options';
import { pageSize, takeFirst } from '../input/take-first';
import { argument, flag, optionalArgument, verb, WrongValue } from '../verb';
import { TRUST, TRUST_VERSION } from './views';

export const get = verb({
  name: 'get',
  summary: 'show whom the tenant trusts',
  takes: {},
  examples: [['ram-sso idp get --tenant acme', 'entityID, endpoints, certificates, warnings']],
  run: async (context) => {
    const trust = await idpOf(context).get();
    await context.print.one(trust, TRUST);
    for (const { code, message } of trust.warnings) context.print.warn(`${code}: ${message}`);
  },
});

export const metadata = verb({
  name: 'metadata',
  summary: "write the IdP's metadata, byte for byte as they came",
  takes: { version: optionalArgument('an old version, by its number', readNumber) },
  examples: [
    ['ram-sso idp metadata --tenant acme > idp.xml', 'those in force'],
    ['ram-sso idp metadata 3 --tenant acme', 'those of the third version'],
  ],
  run: async (context, { version }) => {
    const idp = idpOf(context);
    await context.print.raw(
      version === undefined ? await idp.metadataBytes() : await idp.versions.metadataBytes(Number(version)),
    );
  },
});

export const health = verb({
  name: 'health',
  summary: 'how sign-in fares, and what ends when',
  description:
    'Says how sign-in fares, what ends when, and what has changed. It ends with 1 where nobody can sign in.',
  takes: { strict: flag('--strict', 'end with 1 where there is a warning, too') },
  examples: [
    ['ram-sso idp health --tenant acme', 'for people'],
    ['ram-sso idp health --tenant acme --strict --output json', 'for monitoring'],
  ],
  run: async (context, { strict }) => {
    const { print } = context;
    const found: TrustHealth = await idpOf(context).health();
    await print.either(found, () => showHealth(found, print.colours));
    if (found.status === 'failing') throw new CliError('Nobody can sign in.');
    if (strict && found.status === 'warning') throw new CliError('There are warnings.');
  },
});

export const test = verb({
  name: 'test',
  summary: 'make a link that shows each check of a sign-in, and signs nobody in',
  description:
    'Makes a link for a browser: a sign-in that signs nobody in, and shows what came and each check. With --report it tells the same of the last test that was run; it ends with 1 where such a sign-in would be refused.',
  takes: { report: flag('--report', 'what the last test found, instead of a new link') },
  examples: [
    ['ram-sso idp test --tenant acme', 'open the link in a browser, once'],
    ['ram-sso idp test --report --tenant acme', 'what it found'],
  ],
  run: async (context, { report }) => {
    const { print } = context;
    const idp = idpOf(context);
    if (report) {
      const found = await idp.testReport();
      await print.either(found, () => showSteps(found, found.code, print.colours));
      if (found.code !== null) throw new CliError(`Such a sign-in would be refused: ${found.code}.`);
      return;
    }
    const link = await idp.createTestLink();
    await print.one(link, { fields: ['url', 'expiresAt'] });
  },
});

export const refresh = verb({
  name: 'refresh',
  summary: 'fetch the metadata again from their address, now',
  takes: {},
  examples: [['ram-sso idp refresh --tenant acme', 'after a roll-over at the IdP']],
  run: async (context) => {
    await context.print.one(await idpOf(context).refresh(), TRUST);
  },
});

export const versions = verb({
  name: 'versions',
  summary: 'list what the trust is and was',
  takes: { limit: LIMIT },
  examples: [['ram-sso idp versions --tenant acme', 'newest first']],
  run: async (context, { limit }) => {
    const found = idpOf(context).versions.list({ limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), TRUST_VERSION);
  },
});

export const restore = verb({
  name: 'restore',
  summary: 'trust again what an old version says',
  takes: { version: argument('the number of the version', readNumber) },
  examples: [['ram-sso idp restore 3 --tenant acme', 'asks first']],
  run: async (context, { version }) => {
    await context.confirm(`Trust version ${version} again, instead of the current one?`);
    await context.print.one(await idpOf(context).versions.restore(Number(version)), TRUST);
  },
});

export const remove = verb({
  name: 'delete',
  summary: 'trust no IdP any more: nobody signs in until another is set',
  takes: {},
  examples: [['ram-sso idp delete --tenant acme', 'asks first']],
  run: async (context) => {
    await context.confirm(`Delete the trust of ${context.tenant()}? Nobody signs in until another is set.`);
    await idpOf(context).delete();
    context.print.note('The trust is deleted.');
  },
});

function idpOf(context: CommandContext) {
  return context.api.idp(context.tenant());
}

function readNumber(text: string): string {
  if (/^[1-9]\d{0,8}$/.test(text)) return text;
  throw new WrongValue('the number of a version');
}
