import { IPv6 } from 'ipaddr.js';

/** What one client has to itself: an IPv4 address, or of IPv6 a /64, of which he can take any address. */
export function clientNetwork(address: string): string {
  return IPv6.isValid(address) ? IPv6.parse(address).parts.slice(0, 4).join(':') : address;
}
