import * as fc from 'fast-check';
import { isInNetworks, readNetworkMask } from '../../src/tenants/network-masks';

describe('readNetworkMask', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['203.0.113.7', '203.0.113.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0::/32', '2001:db8::/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['::/0', '::/0'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:10.1.2.3', '10.1.2.3/32'],
  ])('keeps %s as %s', (text, stored) => {
    expect(readNetworkMask(text)).toBe(stored);
  });

  it.each([
    '',
    '10',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '0x0a.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    ' 10.0.0.0/8',
    '10.0.0.0/255.0.0.0',
    '2001:db8::/129',
    '2001:db8:::/32',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
    'localhost',
  ])('refuses %j', (text) => {
    expect(readNetworkMask(text)).toBeUndefined();
  });

  it('keeps its own stored form as it is', () => {
    const mask = fc
      .tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(128))
      .map(([address, prefix]) => `${address}/${address.includes(':') ? prefix : prefix % 33}`);
    fc.assert(
      fc.property(mask, (text) => {
        const stored = readNetworkMask(text);
        expect(stored).toBeDefined();
        expect(readNetworkMask(stored ?? '')).toBe(stored);
      }),
    );
  });
});

describe('isInNetworks', () => {
  it.each([
    ['198.51.100.9', [], true],
    ['203.0.113.9', ['203.0.113.0/24'], true],
    ['203.0.114.9', ['203.0.113.0/24'], false],
    ['203.0.113.9', ['2001:db8::/32', '203.0.113.9/32'], true],
    ['::ffff:203.0.113.9', ['203.0.113.0/24'], true],
    ['2001:db8::5', ['203.0.113.0/24', '2001:db8::/32'], true],
    ['2001:db9::5', ['2001:db8::/32'], false],
    ['203.0.113.9', ['::/0'], false],
    ['2001:db8::5', ['0.0.0.0/0'], false],
    ['fe80::1%eth0', ['fe80::/10'], true],
    ['no address', ['0.0.0.0/0', '::/0'], false],
  ])('%s in %j: %s', (ip, masks, expected) => {
    expect(isInNetworks(ip, masks)).toBe(expected);
  });
});
