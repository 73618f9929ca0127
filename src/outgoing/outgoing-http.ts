import { Injectable } from '@nestjs/common';
import type { LookupAddress } from 'node:dns';
import { type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { Settings } from '../settings/settings';
import { type AddressReach, reachOf } from '../addresses/address-reach';
import { AddressResolver } from './address-resolver';
import { Unreachable } from './unreachable';
import { type Sentence, say } from '../sentences/sentence';

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
  /** The address is of the operator's own settings: it may be anywhere in his network. */
  readonly isToOperator?: true;
}

/**
 * Asks a server at an address that somebody else chose, and that must lead nowhere else than he could reach himself (but for the
 * operator's own): every address that its name has is checked, and the connection goes to exactly those. No redirect is followed, and no connection kept.
 */
@Injectable()
export class OutgoingHttp {
  constructor(
    private readonly settings: Settings,
    private readonly resolver: AddressResolver,
  ) {}

  /**
   * Up to the head of the answer, whose body the caller must read or destroy.
   * @throws Unreachable where it must not be asked, and whatever Node says of a connection that failed or was aborted
   */
  async send(url: URL, request: OutgoingRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const addresses = await this.checkedAddresses(url, request.isToOperator === true, signal);
    // Node itself ends some requests without a word (one that is answered 101, say).
    return Promise.race([open(url, addresses, request, signal), aborted(signal)]);
  }

  private async checkedAddresses(
    url: URL,
    isToOperator: boolean,
    signal: AbortSignal,
  ): Promise<LookupAddress[]> {
    const hostname = hostnameOf(url);
    const family = isIP(hostname);
    // The resolver itself can't be told to stop.
    const addresses =
      family === 0
        ? await Promise.race([this.resolver.resolve(hostname), aborted(signal)])
        : [{ address: hostname, family }];
    const reaches = new Set(addresses.map(({ address }) => reachOf(address)));
    const refusal = (isToOperator ? undefined : this.strangerRefusal(reaches)) ?? plainRefusal(url, reaches);
    if (refusal !== undefined) throw new Unreachable(refusal);
    return addresses;
  }

  private strangerRefusal(reaches: ReadonlySet<AddressReach>): Sentence | undefined {
    if (reaches.has('forbidden')) return say`its host is at an address that no such service has`;
    if (reaches.has('private') && !this.settings.allowPrivateMetadataUrls) {
      return say`its host is at a private address, which the service reaches only where its operator sets ALLOW_PRIVATE_METADATA_URLS`;
    }
    return undefined;
  }
}

function plainRefusal(url: URL, reaches: ReadonlySet<AddressReach>): Sentence | undefined {
  const isPrivate = !reaches.has('public') && !reaches.has('forbidden');
  if (url.protocol !== 'http:' || isPrivate) return undefined;
  return say`plain http is for private addresses only: anybody on the way could read and change it`;
}

function hostnameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** On a connection of its own, to one of the addresses and no other; the name is for the certificate and the Host header. */
function open(
  url: URL,
  addresses: readonly LookupAddress[],
  { method, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const options = {
      agent: false,
      lookup: pinned(addresses),
      rejectUnauthorized: true,
      method,
      headers,
      signal,
    };
    // Whoever takes an upgrade has its connection, and nobody else closes it.
    const upgraded = (_answer: IncomingMessage, connection: Duplex) => {
      connection.destroy();
      reject(new Unreachable(say`its host answered with another protocol`));
    };
    request(url, options).once('response', resolve).once('upgrade', upgraded).on('error', reject).end(body);
  });
}

function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else if (first) done(null, first.address, first.family);
    else done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}
