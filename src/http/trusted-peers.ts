import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** @param addresses and CIDRs, as the setting has them. @returns whether what a peer says of others is believed */
export function trustedPeers(addresses: readonly string[]): (peer: string | undefined) => boolean {
  const ranges = addresses.map(rangeOf);
  return (peer) => {
    if (peer === undefined || !ipaddr.isValid(peer)) return false;
    const address = ipaddr.process(peer);
    return ranges.some((range) => range[0].kind() === address.kind() && address.match(range));
  };
}

function rangeOf(text: string): Range {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
