import { randomBytes } from 'node:crypto';
import { takeRandomBytes } from '../../src/secrets/entropy';
import { isUuid, newId } from '../../src/secrets/ids';
import { Sealing } from '../../src/secrets/sealing';
import { hashSecret, isEqual, newSecret } from '../../src/secrets/tokens';

describe('ids', () => {
  it('are UUIDs of version 7 that sort by the order they were made in', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isUuid)).toBe(true);
  });

  it('carry the time', () => {
    const before = Date.now();
    const time = parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    // Ids made faster than a clock ticks run a few milliseconds ahead.
    expect(time).toBeLessThanOrEqual(Date.now() + 10);
  });
});

describe('random bytes', () => {
  it('are as many as were asked for, and never twice the same', () => {
    const taken = Array.from({ length: 1000 }, (_, index) => takeRandomBytes(16 + (index % 48)));
    expect(taken.map(({ length }) => length)).toEqual(taken.map((_, index) => 16 + (index % 48)));
    expect(new Set(taken.map((bytes) => bytes.toString('hex'))).size).toBe(1000);
    expect(takeRandomBytes(10_000).some((byte) => byte !== 0)).toBe(true);
    const [first, second] = [takeRandomBytes(16), takeRandomBytes(16)];
    first.fill(0);
    expect(second.every((byte) => byte === 0)).toBe(false);
  });
});

describe('secrets', () => {
  it('are 32 random bytes, base64url', () => {
    expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(newSecret()).not.toBe(newSecret());
  });

  it('are compared by their hash', () => {
    const secret = newSecret();
    expect(isEqual(hashSecret(secret), hashSecret(secret))).toBe(true);
    expect(isEqual(hashSecret(secret), hashSecret(newSecret()))).toBe(false);
    expect(isEqual(hashSecret(secret), Buffer.alloc(0))).toBe(false);
    expect(hashSecret('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('sealing', () => {
  const sealing = new Sealing(randomBytes(32));
  const plain = Buffer.from('-----BEGIN PRIVATE KEY-----');

  it('opens what it sealed, and never seals twice alike', () => {
    const first = sealing.seal(plain, 'sp-key:1:signing');
    const second = sealing.seal(plain, 'sp-key:1:signing');
    expect(sealing.open(first.sealed, first.masterKeyId, 'sp-key:1:signing')).toEqual(plain);
    expect(first.sealed.equals(second.sealed)).toBe(false);
    expect(first.sealed.includes(plain)).toBe(false);
  });

  it('opens nothing for another purpose, under another key, or changed', () => {
    const { sealed, masterKeyId } = sealing.seal(plain, 'sp-key:1:signing');
    expect(() => sealing.open(sealed, masterKeyId, 'sp-key:2:signing')).toThrow();
    expect(() => new Sealing(randomBytes(32)).open(sealed, masterKeyId, 'sp-key:1:signing')).toThrow(
      /MASTER_KEY/,
    );
    for (const index of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => sealing.open(changed, masterKeyId, 'sp-key:1:signing')).toThrow();
    }
    expect(() => sealing.open(sealed.subarray(0, 20), masterKeyId, 'sp-key:1:signing')).toThrow();
  });
});
