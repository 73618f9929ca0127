import { CliError, usageError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { configPath, PROFILE_NAME, type Profiles, readProfiles, writeProfiles } from '../config/config-file';
import { requireServiceUrl } from '../config/connection';
import { EXIT } from '../exit-codes';
import type { View } from '../output/view';
import { readSecret } from '../terminal/prompt';
import { argument, flag, type Noun, requiredText, verb } from '../verb';

interface ProfileLine {
  readonly name: string;
  readonly url: string;
  readonly tenant: string | null;
  readonly current: boolean;
}

const PROFILE: View<ProfileLine> = {
  plural: 'profiles',
  columns: [
    { title: 'name', of: ({ name }) => name },
    { title: 'url', of: ({ url }) => url },
    { title: 'tenant', of: ({ tenant }) => tenant },
    { title: 'current', of: ({ current }) => (current ? 'yes' : '') },
  ],
  fields: ['name', 'url', 'tenant', 'current'],
};

const set = verb({
  name: 'set',
  summary: 'write a profile: a service and the token to ask it with',
  description:
    'Writes a profile. The token is typed without being shown, or read from standard input; it is never taken from the command line, which other users of the machine can see. It is tried before it is kept. --tenant is kept with it.',
  takes: {
    name: argument('what the profile is called'),
    url: requiredText('--url <url>', "the service's address"),
    noCheck: flag('--unchecked', 'do not try the token first'),
  },
  examples: [
    ['ram-sso profiles set prod --url https://sso.example.com', 'asks for the token'],
    [
      'ram-sso profiles set acme --url https://sso.example.com --tenant acme < token.txt',
      'a token that reaches one tenant',
    ],
  ],
  run: async (context, { name, url: given, noCheck }) => {
    const { host, options } = context;
    if (!PROFILE_NAME.test(name))
      throw usageError(`Expected a name of letters, digits, ".", "_" and "-", got "${name}".`);
    const url = requireServiceUrl(given, host.env);
    const { path, kept } = load(context);
    const token = await readSecret(host, `Token for ${url}: `);
    if (!noCheck) await tryToken(context, url, token);
    const { tenant } = options;
    const profiles = {
      ...kept.profiles,
      [name]: { url, token, ...(tenant === undefined ? {} : { tenant }) },
    };
    writeProfiles(path, { current: kept.current ?? name, profiles });
    context.print.note(`Profile ${name} is in ${path}.`);
  },
});

const list = verb({
  name: 'list',
  summary: 'list the profiles, without their tokens',
  takes: {},
  examples: [['ram-sso profiles list', 'which there are, and which is used where none is named']],
  run: async (context) => {
    const { kept } = load(context);
    const lines = Object.entries(kept.profiles).map(([name, { url, tenant = null }]): ProfileLine => ({
      name,
      url,
      tenant,
      current: name === kept.current,
    }));
    await context.print.list(lines, PROFILE);
  },
});

const use = verb({
  name: 'use',
  summary: 'make a profile the one that is used where none is named',
  takes: { name: argument('the profile') },
  examples: [['ram-sso profiles use prod', 'from now on']],
  run: (context, { name }) => {
    const { path, kept } = loadWith(context, name);
    writeProfiles(path, { ...kept, current: name });
    return Promise.resolve();
  },
});

const remove = verb({
  name: 'delete',
  summary: 'delete a profile and the token in it',
  takes: { name: argument('the profile') },
  examples: [['ram-sso profiles delete prod --yes', 'without asking']],
  run: async (context, { name }) => {
    const { path, kept } = loadWith(context, name);
    await context.confirm(`Delete the profile ${name}?`);
    const others = Object.entries(kept.profiles).filter(([one]) => one !== name);
    const current = kept.current === name ? undefined : kept.current;
    writeProfiles(path, { current, profiles: Object.fromEntries(others) });
  },
});

export const profiles: Noun = {
  name: 'profiles',
  summary: 'services and tokens that this command knows',
  group: 'Set-up:',
  verbs: [set, list, use, remove],
};

function load({ host }: CommandContext): { readonly path: string; readonly kept: Profiles } {
  const path = configPath(host.env);
  return { path, kept: readProfiles(path) };
}

function loadWith(context: CommandContext, name: string): ReturnType<typeof load> {
  const loaded = load(context);
  if (Object.hasOwn(loaded.kept.profiles, name)) return loaded;
  throw new CliError(`There is no profile "${name}".`, { exitCode: EXIT.notFound });
}

/** A token that reaches one tenant may not list them all, but is known. */
async function tryToken({ signal }: CommandContext, url: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  let status: number;
  try {
    const response = await fetch(`${url}/api/v1/tenants?limit=1`, { headers, signal, redirect: 'error' });
    ({ status } = response);
    await response.body?.cancel();
  } catch (cause) {
    throw new CliError(`${url} can not be reached: check it, or give --unchecked.`, {
      exitCode: EXIT.unavailable,
      cause,
    });
  }
  if (status === 200 || status === 403) return;
  if (status === 401)
    throw new CliError(`${url} does not know this token: nothing was written.`, { exitCode: EXIT.refused });
  throw new CliError(`${url} answered ${status}, as this service does not: nothing was written.`);
}
