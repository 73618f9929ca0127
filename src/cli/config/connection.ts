import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from '../../settings/environment';
import { CliError, usageError } from '../cli-error';
import { EXIT } from '../exit-codes';
import { DEFAULT_PROFILE, type Profile, type Profiles } from './config-file';
import { readUrl } from '../../addresses/read-url';

/** Which service is asked, and as whom. */
export interface Connection {
  readonly url: string;
  readonly token: string;
  readonly tenant: string | undefined;
  /** Where they come from, for people. */
  readonly from: string;
  /** Something that may surprise. */
  readonly note?: string;
}

export interface ConnectionSources {
  readonly env: Environment;
  /** Of `--profile`. */
  readonly profileName: string | undefined;
  readonly profiles: Profiles;
  /** What the file holds; undefined where there is none. */
  readonly readTokenFile: (path: string) => string | undefined;
}

/**
 * The environment goes first (`RAM_SSO_URL`, `RAM_SSO_TOKEN`), then the profile, then what the service itself is set by. A token is
 * only ever sent to where it belongs: one of a profile, or the service's own, to no other address.
 */
export function resolveConnection(sources: ConnectionSources): Connection {
  const { env } = sources;
  const profile = findProfile(sources);
  const tenant = setting(env, 'RAM_SSO_TENANT') ?? profile?.tenant;
  const connection = fromEnvironment(sources, profile) ?? fromProfile(profile) ?? fromService(sources);
  if (connection) return { ...checked(connection, env), tenant };
  throw new CliError('There is no token to ask the service with.', {
    exitCode: EXIT.refused,
    lines: [
      'Set RAM_SSO_URL and RAM_SSO_TOKEN, write a profile by "ram-sso profiles set NAME --url URL",',
      'or run it where the service does, with its ADMIN_TOKEN or DATA_DIR.',
    ],
  });
}

type Found = Omit<Connection, 'tenant'>;

interface NamedProfile extends Profile {
  readonly name: string;
}

function findProfile({ env, profileName, profiles }: ConnectionSources): NamedProfile | undefined {
  const asked = profileName ?? setting(env, 'RAM_SSO_PROFILE');
  const name = asked ?? profiles.current ?? DEFAULT_PROFILE;
  const found = Object.hasOwn(profiles.profiles, name) ? profiles.profiles[name] : undefined;
  if (found) return { ...found, name };
  if (asked === undefined) return undefined;
  const names = Object.keys(profiles.profiles);
  throw usageError(
    `There is no profile "${asked}"${names.length > 0 ? `: there are ${names.join(', ')}` : ''}. "ram-sso profiles set ${asked} --url URL" writes it.`,
  );
}

function fromEnvironment(sources: ConnectionSources, profile: NamedProfile | undefined): Found | undefined {
  const { env, profileName } = sources;
  const url = setting(env, 'RAM_SSO_URL');
  const token = setting(env, 'RAM_SSO_TOKEN');
  if (url === undefined && token === undefined) return undefined;
  const note =
    profileName === undefined
      ? undefined
      : `${url === undefined ? 'RAM_SSO_TOKEN' : 'RAM_SSO_URL'} goes before --profile ${profileName}`;
  if (token !== undefined)
    return { url: url ?? profile?.url ?? serviceUrl(env), token, from: 'the environment', note };
  const target = originOf(url ?? '');
  if (profile && originOf(profile.url) === target)
    return { url: profile.url, token: profile.token, from: `profile ${profile.name}`, note };
  const own = fromService(sources);
  if (own && (target === originOf(own.url) || isLoopback(url ?? '')))
    return { ...own, url: url ?? own.url, note };
  throw usageError('RAM_SSO_URL is set, and no token belongs to it: set RAM_SSO_TOKEN too.');
}

function fromProfile(profile: NamedProfile | undefined): Found | undefined {
  return profile && { url: profile.url, token: profile.token, from: `profile ${profile.name}` };
}

/** Where the service runs: its own settings, or what it keeps in its data directory. */
function fromService({ env, readTokenFile }: ConnectionSources): Found | undefined {
  const url = serviceUrl(env);
  const given = setting(env, 'ADMIN_TOKEN');
  if (given) return { url, token: given, from: 'ADMIN_TOKEN' };
  const named = setting(env, 'ADMIN_TOKEN_FILE');
  const read = named === undefined ? undefined : readTokenFile(named);
  if (read) return { url, token: read, from: 'ADMIN_TOKEN_FILE' };
  const file = join(resolve(setting(env, 'DATA_DIR') ?? '.data'), 'admin-token');
  const kept = readTokenFile(file);
  return !kept ? undefined : { url, token: kept, from: file };
}

export function serviceUrl(env: Environment): string {
  return setting(env, 'BASE_URL') ?? `http://localhost:${setting(env, 'PORT') ?? '3000'}`;
}

function checked(found: Found, env: Environment): Found {
  const url = requireServiceUrl(found.url, env);
  if (/^[\u0021-\u007e]+$/.test(found.token)) return { ...found, url };
  throw usageError(`The token of ${found.from} can be none: it has spaces or letters that no token has.`);
}

/** An origin, maybe with a path before `/api`. Throws where a token would go over the network in the open. */
export function requireServiceUrl(text: string, env: Environment): string {
  const url = readUrl(text);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!url || !isWeb || url.username !== '' || url.search !== '' || url.hash !== '')
    throw usageError(`Expected the service's address, such as https://sso.example.com, got "${text}".`);
  if (url.protocol === 'http:' && !isLoopback(text) && env.RAM_SSO_ALLOW_HTTP !== 'true') {
    throw usageError(
      `${url.origin} is plain http: the token could be read on the way. Use https, or set RAM_SSO_ALLOW_HTTP=true inside a network that you trust.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function originOf(url: string): string | undefined {
  return readUrl(url)?.origin;
}

function isLoopback(url: string): boolean {
  const host = readUrl(url)?.hostname ?? '';
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/** Set to nothing counts as not set, as with the service's settings. */
function setting(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** Undefined where there is none, or this user may not read it. */
export function readTokenFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
