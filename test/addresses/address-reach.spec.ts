import { reachOf } from '../../src/addresses/address-reach';

it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => {
    expect(reachOf(address)).toBe('public');
  },
);

it.each([
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '::1',
  'fc00::1',
  'fd12:3456::1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '::ffff:192.168.0.1',
])('%s is private', (address) => {
  expect(reachOf(address)).toBe('private');
});

it.each([
  ['the metadata service of most clouds', '169.254.169.254'],
  ['the same inside IPv6', '::ffff:169.254.169.254'],
  ["Amazon's on IPv6", 'fd00:ec2::254'],
  ["Alibaba's, among shared addresses", '100.100.100.200'],
  ['this host', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['this host on IPv6', '::'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['multicast', '224.0.0.1'],
  ['multicast on IPv6', 'ff02::1'],
  ['broadcast', '255.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['documentation', '192.0.2.1'],
  ['benchmarking', '198.18.0.1'],
  ['documentation on IPv6', '2001:db8::1'],
  ['translated (NAT64)', '64:ff9b::7f00:1'],
  ['tunnelled (6to4)', '2002:7f00:1::'],
  ['tunnelled (Teredo)', '2001::1'],
  ['site-local, long gone', 'fec0::1'],
  ['outside global unicast', '4000::1'],
  ['no address', 'localhost'],
  ['nothing', ''],
])('%s (%s) is forbidden', (_, address) => {
  expect(reachOf(address)).toBe('forbidden');
});
