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
});
