import ipaddr, { type IPv4, IPv6 } from 'ipaddr.js';

/**
 * `public`: anybody's. `private`: loopback and the enterprise's own networks. `forbidden`: what no IdP lives on, or what stands for
 * another address (link-local and with it the clouds' metadata services, translated and tunnelled, multicast, reserved).
 */
export type AddressReach = 'public' | 'private' | 'forbidden';

const PRIVATE_RANGES = ['private', 'loopback', 'uniqueLocal'];
const GLOBAL_UNICAST = [IPv6.parse('2000::'), 3] as const;
/** Amazon's metadata service, which lies inside the private range. */
const METADATA_SERVICE = [IPv6.parse('fd00:ec2::'), 32] as const;

/** An IPv4 address inside an IPv6 one (`::ffff:10.0.0.1`) counts as what it is. */
export function reachOf(address: string): AddressReach {
  if (!ipaddr.isValid(address)) return 'forbidden';
  const parsed = ipaddr.process(address);
  if (parsed instanceof IPv6) return reachOfIpv6(parsed);
  return reachOfRange(parsed);
}

function reachOfIpv6(address: IPv6): AddressReach {
  if (address.match(...METADATA_SERVICE)) return 'forbidden';
  const reach = reachOfRange(address);
  return reach === 'public' && !address.match(...GLOBAL_UNICAST) ? 'forbidden' : reach;
}

function reachOfRange(address: IPv4 | IPv6): AddressReach {
  const range = address.range();
  if (range === 'unicast') return 'public';
  return PRIVATE_RANGES.includes(range) ? 'private' : 'forbidden';
}
