import { storableDetails, storableText } from '../../src/audit/storable';

describe('storableText', () => {
  it('keeps plain text, and surrogate pairs', () => {
    expect(storableText('Zoë 🙂\n')).toBe('Zoë 🙂\n');
  });

  it('replaces what Postgres refuses', () => {
    expect(storableText('a\u0000b\uD800c\uDC00')).toBe('a\uFFFDb\uFFFDc\uFFFD');
  });

  it('bounds its length, and leaves no half of a character behind', () => {
    const cut = storableText('🙂'.repeat(1000));
    expect(cut.length).toBe(1025);
    expect(cut.endsWith('…')).toBe(true);
    expect(cut).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('storableDetails', () => {
  it('keeps plain values', () => {
    const details = { a: 'x', b: 1, c: true, d: null, e: ['y', 2], f: { g: 'z' } };
    expect(storableDetails(details)).toEqual(details);
  });

  it('makes texts storable at every depth, names too', () => {
    expect(storableDetails({ 'n\u0000': [{ v: '\uD800' }] })).toEqual({ 'n\uFFFD': [{ v: '\uFFFD' }] });
  });

  it('writes instants as text and leaves out what JSON has no word for', () => {
    const at = new Date('2026-01-31T09:30:00Z');
    expect(storableDetails({ at, nothing: undefined, act: () => 1 })).toEqual({
      at: '2026-01-31T09:30:00.000Z',
    });
  });

  it('bounds lists and depth', () => {
    expect(storableDetails({ list: Array.from({ length: 500 }, (_, i) => i) }).list).toHaveLength(100);
    interface Nested {
      inner?: Nested;
    }
    const deep: Nested = {};
    deep.inner = deep;
    expect(JSON.stringify(storableDetails({ deep })).length).toBeLessThan(200);
  });

  it.each<[string, Record<string, unknown>]>([
    ['lists of long texts', { list: Array.from({ length: 100 }, () => '\u0001'.repeat(1024)) }],
    ['lists of lists', { list: Array(100).fill(Array(100).fill(Array(100).fill('x'))) }],
    ['long names', Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}`.padEnd(1024, '\n'), i]))],
    ['texts of many bytes', { list: Array(100).fill('密'.repeat(1024)) }],
  ])('keeps of very large %s what stands in front', (_, large) => {
    const kept = JSON.stringify(storableDetails({ first: 'x', ...large, last: 'y' }));
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(32 * 1024);
    expect(Buffer.byteLength(kept)).toBeGreaterThan(24 * 1024);
    expect(storableDetails({ first: 'x', ...large, last: 'y' })).toMatchObject({ first: 'x' });
  });

  it('names each of a hundred certificates', () => {
    const certificates = Array.from({ length: 100 }, (_, i) => ({
      subject: `CN=signing key ${i} of sso.example.com, O=Example`,
      sha256Fingerprint: 'ab'.repeat(32),
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2036-01-01T00:00:00.000Z',
    }));
    const details = { fingerprints: certificates.map((one) => one.sha256Fingerprint), certificates };
    expect(storableDetails(details)).toEqual(details);
  });
});
