import { Injectable } from '@nestjs/common';
import type { LookupAddress } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Problem } from '../http/problem';
import { Settings } from '../settings/settings';
import { reachOf } from './address-reach';
import { AddressResolver } from './address-resolver';
import { FetchLimits } from './fetch-limits';
import { connectionFailed, unreachable } from './unreachable';

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Fetches a document from an address that an administrator of one tenant chose, and that must lead nowhere else than he could
 * reach himself: every address that the name has is checked, and the connection goes to exactly those.
 */
@Injectable()
export class MetadataFetcher {
  constructor(
    private readonly settings: Settings,
    private readonly resolver: AddressResolver,
    private readonly limits: FetchLimits,
  ) {}

  /** Throws `idp.metadata_unreachable`. */
  async fetch(url: URL): Promise<Buffer> {
    const signal = AbortSignal.timeout(this.limits.timeoutMs);
    try {
      return await this.follow(url, signal);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw signal.aborted
        ? unreachable(`it did not come within ${this.limits.timeoutMs / 1000} s`, error)
        : connectionFailed(error);
    }
  }

  private async follow(start: URL, signal: AbortSignal): Promise<Buffer> {
    let url = start;
    for (let redirects = 0; redirects <= this.limits.redirects; redirects++) {
      const addresses = await this.checkedAddresses(url, signal);
      // Node itself ends some requests without a word (one that is answered 101, say).
      const response = await Promise.race([get(url, addresses, signal), aborted(signal)]);
      if (!REDIRECTS.includes(response.statusCode ?? 0)) return await this.readBody(response);
      response.destroy();
      url = redirectTarget(url, response.headers.location);
    }
    throw unreachable(`it is redirected more than ${this.limits.redirects} times`);
  }

  private async checkedAddresses(url: URL, signal: AbortSignal): Promise<LookupAddress[]> {
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    const family = isIP(hostname);
    // The resolver itself can't be told to stop.
    const addresses =
      family === 0
        ? await Promise.race([this.resolver.resolve(hostname), aborted(signal)])
        : [{ address: hostname, family }];
    const reaches = new Set(addresses.map(({ address }) => reachOf(address)));
    if (reaches.has('forbidden'))
      throw unreachable('its host is at an address that no identity provider has');
    if (reaches.has('private') && !this.settings.allowPrivateMetadataUrls) {
      throw unreachable('its host is at a private address, which the service is not set to reach');
    }
    if (url.protocol === 'http:' && reaches.has('public')) {
      throw unreachable(
        'plain http is for private addresses only: anybody on the way could change what is trusted',
      );
    }
    return addresses;
  }

  private async readBody(response: IncomingMessage): Promise<Buffer> {
    const { statusCode, headers } = response;
    const encoding = headers['content-encoding'] ?? 'identity';
    try {
      if (statusCode !== 200)
        throw unreachable(`its host answered with status ${statusCode ?? 'none'} instead of 200`);
      if (encoding !== 'identity') throw unreachable('it came compressed, which was not asked for');
      if (Number(headers['content-length'] ?? 0) > this.limits.bytes) throw this.tooLarge();
      return await this.readBounded(response);
    } finally {
      response.destroy();
    }
  }

  private async readBounded(response: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > this.limits.bytes) throw this.tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  private tooLarge(): Problem {
    return unreachable(`it is larger than ${this.limits.bytes} bytes`);
  }
}

/** On a connection of its own, to one of the addresses and no other; the name is for the certificate and the Host header. */
function get(url: URL, addresses: readonly LookupAddress[], signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = {
    accept: 'application/samlmetadata+xml, application/xml, text/xml;q=0.9, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': 'ram-sso',
  };
  return new Promise((resolve, reject) => {
    const options = { agent: false, lookup: pinned(addresses), rejectUnauthorized: true, headers, signal };
    const upgraded = () => {
      reject(unreachable('its host answered with another protocol'));
    };
    request(url, options).once('response', resolve).once('upgrade', upgraded).on('error', reject).end();
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

function redirectTarget(from: URL, location: string | undefined): URL {
  const target =
    location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (target?.origin !== from.origin || target.username !== '' || target.password !== '') {
    throw unreachable('it is redirected to another origin: give the address that it leads to');
  }
  return target;
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
