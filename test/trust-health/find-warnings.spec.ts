import type { IdpTrustStatus } from '../../src/idp-trust/idp-trust.service';
import { findDrift } from '../../src/trust-health/find-drift';
import { findWarnings, type HealthFacts } from '../../src/trust-health/find-warnings';

const NOW = new Date('2026-03-01T10:00:00Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

const certificate = (left: number) => ({
  subject: 'CN=idp',
  sha256Fingerprint: 'ab'.repeat(32),
  notBefore: days(-365),
  notAfter: days(left),
  isTrustworthy: true,
});

const trust = (change: Partial<IdpTrustStatus> = {}): IdpTrustStatus => ({
  entityId: 'https://idp.example',
  source: 'upload',
  metadataUrl: null,
  certificates: [certificate(400)],
  isUsable: true,
  validUntil: null,
  validUntilSince: null,
  refreshedAt: days(-10),
  updatedAt: days(-10),
  nextRefreshAt: null,
  refreshFailure: null,
  warnings: [],
  ...change,
});

const spKey = (left: number) => ({
  ...certificate(left),
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  use: 'signing' as const,
  status: 'current' as const,
  algorithm: 'rsa-2048' as const,
});

const codesOf = (change: Partial<HealthFacts> = {}): string[] =>
  findWarnings({
    now: NOW,
    clockSkewSeconds: 60,
    isSsoEnabled: true,
    trust: trust(),
    spKeys: [],
    drift: findDrift([], [], 60),
    successes: 0,
    refusals: [],
    ...change,
  }).map(({ code }) => code);

const refused = (code: string, count: number) => ({ code, count, lastAt: NOW });
const failure = { since: days(-1), code: 'idp.metadata_unreachable', message: 'x', count: 4 };

it.each<[string, Partial<HealthFacts>, string[]]>([
  ['a good trust', {}, []],
  ['no trust', { trust: null }, ['not_configured']],
  ['what is switched off', { isSsoEnabled: false }, ['sso_disabled']],
  ['no believed key', { trust: trust({ isUsable: false }) }, ['no_usable_key']],
  ['31 days left of a certificate', { trust: trust({ certificates: [certificate(30.01)] }) }, []],
  ['30 days', { trust: trust({ certificates: [certificate(30)] }) }, ['certificate_expiring']],
  ['a moment', { trust: trust({ certificates: [certificate(0.0001)] }) }, ['certificate_expiring']],
  [
    'one that has ended, which the trust itself tells',
    { trust: trust({ certificates: [certificate(0)] }) },
    [],
  ],
  [
    'one of two that ends',
    { trust: trust({ certificates: [certificate(20), certificate(400)] }) },
    ['certificate_expiring'],
  ],
  ['metadata that end in 30 days', { trust: trust({ validUntil: days(30) }) }, ['metadata_expiring']],
  ['metadata that end later', { trust: trust({ validUntil: days(31) }) }, []],
  ['metadata that have ended', { trust: trust({ validUntil: days(-1) }) }, []],
  [
    'metadata that are put off all the time',
    { trust: trust({ source: 'url', validUntil: days(6), validUntilSince: days(-1) }) },
    [],
  ],
  [
    'metadata that can not be fetched, which therefore end',
    {
      trust: trust({
        source: 'url',
        validUntil: days(6),
        validUntilSince: days(-1),
        refreshFailure: failure,
      }),
    },
    ['refresh_failing', 'metadata_expiring'],
  ],
  [
    'what the trust warns of',
    { trust: trust({ warnings: [{ code: 'key_too_small', message: '' }] }) },
    ['key_too_small'],
  ],
  ['an own key that ends in 31 days', { spKeys: [spKey(30.01)] }, []],
  ['an own key that ends in 30 days', { spKeys: [spKey(30)] }, ['sp_key_expiring']],
  ['an own key that has ended', { spKeys: [spKey(-1)] }, ['sp_key_expired']],
  ['a few refusals and no success', { refusals: [refused('saml.expired', 4)] }, []],
  [
    'more of them, of several codes',
    { refusals: [refused('saml.expired', 4), refused('user.not_found', 1)] },
    ['only_refusals'],
  ],
  ['as many beside a success', { successes: 1, refusals: [refused('saml.expired', 500)] }, []],
])('%s', (_, change, expected) => {
  expect(codesOf(change)).toEqual(expected);
});

it.each([
  ['signature_algorithm', 'signature_algorithm_changed'],
  ['digest_algorithm', 'digest_algorithm_changed'],
  ['signature_place', 'signature_place_changed'],
  ['binding', 'binding_changed'],
  ['name_id_format', 'name_id_format_changed'],
] as const)('a change of %s is %s', (kind, code) => {
  const count = (value: string) => ({ day: '', kind, value, count: 10, lastAt: NOW });
  expect(codesOf({ drift: findDrift([count('b')], [count('a')], 60) })).toEqual([code]);
  expect(codesOf({ drift: findDrift([count('a')], [count('a')], 60) })).toEqual([]);
});

it('a clock that goes wrong is clock_drift', () => {
  const count = (value: string) => ({
    day: '',
    kind: 'clock_difference' as const,
    value,
    count: 10,
    lastAt: NOW,
  });
  expect(codesOf({ drift: findDrift([count('60')], [count('0')], 60) })).toEqual(['clock_drift']);
});
