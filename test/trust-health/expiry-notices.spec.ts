import type { ExpiringTrust } from '../../src/idp-trust/idp-trust.service';
import { noticesOfSpKeys, noticesOfTrust } from '../../src/trust-health/expiry-notices';

const NOW = new Date('2026-03-01T10:00:00Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

const certificate = (left: number, sha256Fingerprint = 'ab', isTrustworthy = true) => ({
  subject: 'CN=idp',
  sha256Fingerprint,
  notBefore: days(-365),
  notAfter: days(left),
  isTrustworthy,
});

const trust = (change: Partial<ExpiringTrust>): ExpiringTrust => ({
  tenantId: 't',
  entityId: 'https://idp.example',
  source: 'upload',
  validUntil: null,
  validUntilSince: null,
  isRefreshFailing: false,
  certificates: [],
  ...change,
});

const told = (change: Partial<ExpiringTrust>) =>
  noticesOfTrust(trust(change), NOW).map(({ type, subject, threshold }) => [type, subject, threshold]);

it.each([
  [30.01, undefined],
  [30, 30],
  [7.01, 30],
  [7, 7],
  [1.01, 7],
  [1, 1],
  [0.0001, 1],
  [0, undefined],
  [-1, undefined],
])('tells at %p days the threshold %p', (left, threshold) => {
  const expected = threshold === undefined ? [] : [threshold];
  expect(told({ certificates: [certificate(left)] }).map(([, , day]) => day)).toEqual(expected);
  expect(told({ validUntil: days(left) }).map(([, , day]) => day)).toEqual(expected);
  const keys = [
    {
      ...certificate(left),
      id: 'k',
      use: 'signing' as const,
      status: 'current' as const,
      algorithm: 'rsa-2048' as const,
    },
  ];
  expect(noticesOfSpKeys({ tenantId: 't', keys }, NOW).map((notice) => notice.threshold)).toEqual(expected);
});

it('tells of each that ends, and of no other', () => {
  const certificates = [
    certificate(400, 'a'),
    certificate(3, 'b'),
    certificate(20, 'c'),
    certificate(-3, 'd'),
  ];
  expect(told({ certificates, validUntil: days(0.5) })).toEqual([
    ['idp.metadata_expiring', 'metadata', 1],
    ['idp.certificate_expiring', 'b', 7],
    ['idp.certificate_expiring', 'c', 30],
  ]);
});

it('says what an administrator needs to know', () => {
  const [metadata, one] = noticesOfTrust(
    trust({ certificates: [certificate(6.5)], validUntil: days(20) }),
    NOW,
  );
  expect(one?.details).toEqual({
    entityId: 'https://idp.example',
    sha256Fingerprint: 'ab',
    subject: 'CN=idp',
    hasSuccessor: false,
    notAfter: '2026-03-07T22:00:00.000Z',
    daysLeft: 7,
    threshold: 7,
  });
  expect(metadata?.details).toEqual({
    entityId: 'https://idp.example',
    source: 'upload',
    notAfter: '2026-03-21T10:00:00.000Z',
    daysLeft: 20,
    threshold: 30,
  });
});

it('says whether a later certificate stands beside', () => {
  const certificates = [certificate(5, 'a'), certificate(6, 'b'), certificate(-1, 'c')];
  const notices = noticesOfTrust(trust({ certificates }), NOW);
  expect(notices.map(({ subject, details }) => [subject, details.hasSuccessor])).toEqual([
    ['a', true],
    ['b', false],
  ]);
});

it('takes none for a later certificate whose key is never believed', () => {
  const certificates = [certificate(5, 'a'), certificate(400, 'b', false)];
  const [notice] = noticesOfTrust(trust({ certificates }), NOW);
  expect(notice?.details).toMatchObject({ sha256Fingerprint: 'a', hasSuccessor: false });
});

it('tells nothing of an end that is put off in time', () => {
  const renewed = { source: 'url' as const, validUntil: days(6), validUntilSince: days(-1) };
  expect(told(renewed)).toEqual([]);
  expect(told({ ...renewed, isRefreshFailing: true })).toEqual([['idp.metadata_expiring', 'metadata', 7]]);
});
