import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Environment } from '../../settings/environment';
import { usageError } from '../cli-error';

/** A service, and who one is there. */
export interface Profile {
  readonly url: string;
  readonly token: string;
  /** The alias that commands of a tenant mean where they name none. */
  readonly tenant?: string;
}

export interface Profiles {
  /** Used where none is named. */
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

export const DEFAULT_PROFILE = 'default';
export const PROFILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Where profiles are kept, as the XDG base directory specification has it. */
export function configPath(env: Environment): string {
  const home = env.XDG_CONFIG_HOME?.startsWith('/')
    ? env.XDG_CONFIG_HOME
    : join(env.HOME ?? homedir(), '.config');
  return join(home, 'ram-sso', 'config.json');
}

/** No file: no profiles. Tokens that others can read are not used: it says how to mend that. */
export function readProfiles(path: string): Profiles {
  const text = read(path);
  if (text === undefined) return { profiles: {} };
  const parsed = parse(text);
  if (parsed) return parsed;
  throw usageError(
    `${path} is not as this command writes it: mend it, or remove it and write it again by "ram-sso profiles set".`,
  );
}

/** Whole or not at all; for its owner only from its first byte on. */
export function writeProfiles(path: string, profiles: Profiles): void {
  const unfinished = `${path}.unfinished`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, path);
}

function read(path: string): string | undefined {
  try {
    const { mode } = statSync(path);
    if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
      throw usageError(
        `${path} holds tokens, and others may open it (mode ${(mode & 0o777).toString(8)}): close it by "chmod 600 '${path}'".`,
      );
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Profiles | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isProfiles(value) ? value : undefined;
}

function isProfiles(value: unknown): value is Profiles {
  if (!isObject(value) || !isObject(value.profiles)) return false;
  if (value.current !== undefined && typeof value.current !== 'string') return false;
  return Object.values(value.profiles).every(
    (one) =>
      isObject(one) &&
      typeof one.url === 'string' &&
      typeof one.token === 'string' &&
      (one.tenant === undefined || typeof one.tenant === 'string'),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
