import { CliError } from '../../src/cli/cli-error';
import type { Profiles } from '../../src/cli/config/config-file';
import { type Connection, requireServiceUrl, resolveConnection } from '../../src/cli/config/connection';

const PROFILES: Profiles = {
  current: 'prod',
  profiles: {
    prod: { url: 'https://prod.example', token: 'of-prod' },
    acme: { url: 'https://acme.example/', token: 'of-acme', tenant: 'acme' },
  },
};

const NONE: Profiles = { profiles: {} };

function resolve(
  env: Record<string, string>,
  { profiles = NONE, profileName, file }: { profiles?: Profiles; profileName?: string; file?: string } = {},
): Connection {
  return resolveConnection({ env, profiles, profileName, readTokenFile: () => file });
}

function exitCodeOf(act: () => unknown): number {
  try {
    act();
  } catch (error) {
    if (error instanceof CliError) return error.exitCode;
    throw error;
  }
  return 0;
}

describe('which service is asked, and with which token', () => {
  const given = { RAM_SSO_URL: 'https://env.example', RAM_SSO_TOKEN: 'of-env' };
  const service = { BASE_URL: 'https://own.example', ADMIN_TOKEN: 'of-admin' };

  it.each<[string, Record<string, string>, Parameters<typeof resolve>[1], Partial<Connection>]>([
    ['the environment', given, {}, { url: 'https://env.example', token: 'of-env', note: undefined }],
    ['the environment before the current profile', given, { profiles: PROFILES }, { token: 'of-env' }],
    [
      'the environment before a named profile, which is said',
      given,
      { profiles: PROFILES, profileName: 'acme' },
      { token: 'of-env', note: expect.stringContaining('acme') as string },
    ],
    ['the current profile', {}, { profiles: PROFILES }, { url: 'https://prod.example', token: 'of-prod' }],
    [
      'a named profile, with its tenant',
      {},
      { profiles: PROFILES, profileName: 'acme' },
      { url: 'https://acme.example', token: 'of-acme', tenant: 'acme' },
    ],
    [
      'a profile by RAM_SSO_PROFILE',
      { RAM_SSO_PROFILE: 'acme' },
      { profiles: PROFILES },
      { token: 'of-acme' },
    ],
    [
      'a profile before what the service is set by',
      service,
      { profiles: PROFILES },
      { url: 'https://prod.example', token: 'of-prod' },
    ],
    ["the service's own settings", service, {}, { url: 'https://own.example', token: 'of-admin' }],
    [
      "the service's own token file",
      { PORT: '4000' },
      { file: 'kept' },
      { url: 'http://localhost:4000', token: 'kept' },
    ],
    [
      'the token file that the service is given',
      { BASE_URL: 'https://own.example', ADMIN_TOKEN_FILE: '/run/credentials/admin-token' },
      { file: 'given' },
      { url: 'https://own.example', token: 'given', from: 'ADMIN_TOKEN_FILE' },
    ],
    [
      'set to nothing as not set',
      { RAM_SSO_URL: ' ', RAM_SSO_TOKEN: '' },
      { file: 'kept' },
      { token: 'kept' },
    ],
    [
      'a token alone, for the profile’s service',
      { RAM_SSO_TOKEN: 'of-env' },
      { profiles: PROFILES },
      { url: 'https://prod.example', token: 'of-env' },
    ],
    [
      'an address alone that is the profile’s',
      { RAM_SSO_URL: 'https://prod.example/' },
      { profiles: PROFILES },
      { token: 'of-prod' },
    ],
    [
      'an address alone on this machine, with the service’s own token',
      { RAM_SSO_URL: 'http://127.0.0.1:3100' },
      { file: 'kept' },
      { url: 'http://127.0.0.1:3100', token: 'kept' },
    ],
    [
      'RAM_SSO_TENANT before the profile’s tenant',
      { RAM_SSO_TENANT: 't' },
      { profiles: PROFILES, profileName: 'acme' },
      { tenant: 't' },
    ],
  ])('takes %s', (_, env, options, expected) => {
    expect(resolve(env, options)).toMatchObject(expected);
  });

  it.each<[string, Record<string, string>, Parameters<typeof resolve>[1], number]>([
    ['no token at all', {}, {}, 4],
    ['a profile that is not there', {}, { profiles: PROFILES, profileName: 'nope' }, 2],
    ['a profile named as what every object has', {}, { profiles: PROFILES, profileName: 'toString' }, 2],
    [
      'an address that no known token belongs to',
      { RAM_SSO_URL: 'https://evil.example' },
      { profiles: PROFILES, file: 'kept' },
      2,
    ],
    [
      'an address of another scheme than the profile’s',
      { RAM_SSO_URL: 'http://prod.example' },
      { profiles: PROFILES },
      2,
    ],
    ['a token with a line end inside', { ...given, RAM_SSO_TOKEN: 'a\nb' }, {}, 2],
    ['plain http to another machine', { ...given, RAM_SSO_URL: 'http://env.example' }, {}, 2],
  ])('refuses %s', (_, env, options, exitCode) => {
    expect(exitCodeOf(() => resolve(env, options))).toBe(exitCode);
  });

  it.each([
    'ftp://x.example',
    'x.example',
    '',
    'https://me:hush@x.example',
    'https://x.example/?a=b',
    'http://127.evil.example.',
  ])('takes no %j as an address', (url) => {
    expect(exitCodeOf(() => requireServiceUrl(url, {}))).toBe(2);
  });

  it('takes plain http inside a network that is said to be trusted', () => {
    expect(requireServiceUrl('http://ram-sso:3000/', { RAM_SSO_ALLOW_HTTP: 'true' })).toBe(
      'http://ram-sso:3000',
    );
  });
});
