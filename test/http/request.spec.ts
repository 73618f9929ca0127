import { clientAddress } from '../../src/http/request';

describe('the address of a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:80', '192.0.2.1'],
    ['::1', '::1'],
    [undefined, 'unknown'],
  ])('%s is %s', (ip, address) => {
    expect(clientAddress({ ip })).toBe(address);
  });
});
