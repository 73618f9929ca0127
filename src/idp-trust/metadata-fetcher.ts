import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { Problem } from '../http/problem';
import { OutgoingHttp } from '../outgoing/outgoing-http';
import { connectionFailed } from '../outgoing/unreachable';
import { FetchLimits } from './fetch-limits';
import { unreachable } from './unreachable';
import { say } from '../sentences/sentence';
import { readUrl } from '../addresses/read-url';

const REDIRECTS = [301, 302, 303, 307, 308];

const NOT_MODIFIED = 304;

const HEADERS = {
  accept: 'application/samlmetadata+xml, application/xml, text/xml;q=0.9, */*;q=0.1',
  'accept-encoding': 'identity',
  'user-agent': 'ram-sso',
};

/** What a document's host once gave with it (RFC 9110, 8.8). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

/** A document, and what its host gave with it to ask by later whether it has changed; null where it gave nothing of use. */
export interface FetchedDocument extends Validators {
  readonly document: Buffer;
}

/** Longer ones are as good as none: they are kept, and sent back. */
const VALIDATOR_LIMIT = 1024;

/** Fetches a document from an address that an administrator of one tenant chose. */
@Injectable()
export class MetadataFetcher {
  constructor(
    private readonly outgoing: OutgoingHttp,
    private readonly limits: FetchLimits,
  ) {}

  /** Throws `idp.metadata_unreachable`. */
  async fetch(url: URL): Promise<FetchedDocument> {
    const fetched = await this.fetchIfChanged(url, NO_VALIDATORS);
    if (!fetched) throw new Error('a document that was not asked for by condition is never unchanged');
    return fetched;
  }

  /**
   * @param known what came with the document that is there already
   * @param timeoutMs from the name's look-up to the last byte
   * @returns null where that document is still the current one. Throws `idp.metadata_unreachable`.
   */
  async fetchIfChanged(
    url: URL,
    known: Validators,
    timeoutMs = this.limits.timeoutMs,
  ): Promise<FetchedDocument | null> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await this.follow(url, known, signal);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw signal.aborted
        ? unreachable(say`it did not come within ${timeoutMs / 1000} s`, error)
        : unreachable(connectionFailed(error).reason, error);
    }
  }

  private async follow(start: URL, known: Validators, signal: AbortSignal): Promise<FetchedDocument | null> {
    const conditions = conditionsOf(known);
    const isConditional = Object.keys(conditions).length > 0;
    const headers = { ...HEADERS, ...conditions };
    let url = start;
    for (let redirects = 0; redirects <= this.limits.redirects; redirects++) {
      const response = await this.outgoing.send(url, { method: 'GET', headers }, signal);
      if (isConditional && response.statusCode === NOT_MODIFIED) {
        response.destroy();
        return null;
      }
      if (!REDIRECTS.includes(response.statusCode ?? 0)) return await this.readBody(response);
      response.destroy();
      url = redirectTarget(url, response.headers.location);
    }
    throw unreachable(say`it is redirected more than ${this.limits.redirects} times`);
  }

  private async readBody(response: IncomingMessage): Promise<FetchedDocument> {
    const { statusCode, headers } = response;
    const encoding = headers['content-encoding'] ?? 'identity';
    try {
      if (statusCode !== 200)
        throw unreachable(say`its host answered with status ${statusCode ?? 'none'} instead of 200`);
      if (encoding !== 'identity') throw unreachable(say`it came compressed, which was not asked for`);
      if (Number(headers['content-length'] ?? 0) > this.limits.bytes) throw this.tooLarge();
      const document = await this.readBounded(response);
      return {
        document,
        etag: validator(headers.etag),
        lastModified: validator(headers['last-modified']),
      };
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
    return unreachable(say`it is larger than ${this.limits.bytes} bytes`);
  }
}

/** RFC 9110, 13.1.2 and 13.1.3. */
function conditionsOf({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

function validator(header: string | undefined): string | null {
  return header !== undefined && header.length <= VALIDATOR_LIMIT && /^[ -~]+$/.test(header) ? header : null;
}

function redirectTarget(from: URL, location: string | undefined): URL {
  const target = location === undefined ? undefined : readUrl(location, from.href);
  if (target?.origin !== from.origin || target.username !== '' || target.password !== '') {
    throw unreachable(say`it is redirected to another origin: give the address that it leads to`);
  }
  return target;
}
