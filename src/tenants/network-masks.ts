import { IPv4, IPv6 } from 'ipaddr.js';

type Address = IPv4 | IPv6;

const MAPPED_PREFIX = 96;

/**
 * A CIDR in the form in which it is stored: the network's address in canonical text. A single address is /32 or /128; an
 * IPv4 network written as IPv6 (`::ffff:10.0.0.0/104`) becomes the IPv4 one. Undefined where it is none.
 */
export function readNetworkMask(text: string): string | undefined {
  const [addressText = '', prefixText, ...more] = text.split('/');
  const address = readAddress(addressText);
  if (!address || more.length > 0) return undefined;
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const prefix = prefixText === undefined ? width : readPrefix(prefixText);
  if (prefix === undefined || prefix > width) return undefined;
  return writeNetwork(address, prefix);
}

/** Whether the address lies in one of the masks; no masks at all mean anywhere. Masks are in stored form. */
export function isInNetworks(ip: string, masks: readonly string[]): boolean {
  if (masks.length === 0) return true;
  const address = readAddress(ip.replace(/%.*$/, ''));
  if (!address) return false;
  const client = address instanceof IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
  return masks.some((mask) => {
    const [network = '', prefix = ''] = mask.split('/');
    const parsed = readAddress(network);
    return parsed?.kind() === client.kind() && client.match(parsed, Number(prefix));
  });
}

/** Strict where the library is not: no octal, hexadecimal or shortened IPv4, no zone. */
function readAddress(text: string): Address | undefined {
  if (IPv4.isValidFourPartDecimal(text)) return IPv4.parse(text);
  return text.includes(':') && !text.includes('%') && IPv6.isValid(text) ? IPv6.parse(text) : undefined;
}

function readPrefix(text: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) ? Number(text) : undefined;
}

function writeNetwork(address: Address, prefix: number): string {
  if (address instanceof IPv6 && address.isIPv4MappedAddress() && prefix >= MAPPED_PREFIX) {
    return writeNetwork(address.toIPv4Address(), prefix - MAPPED_PREFIX);
  }
  const cidr = `${address.toString()}/${prefix}`;
  const network =
    address instanceof IPv6 ? IPv6.networkAddressFromCIDR(cidr) : IPv4.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${prefix}`;
}
