import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of an Express request that samlp reads. */
export interface HostRequest {
  readonly method: string;
  readonly path: string;
  readonly originalUrl: string;
  readonly protocol: 'http';
  readonly headers: IncomingMessage['headers'];
  query: Record<string, string>;
  body: Record<string, string>;
  /** samlp keeps a logout under way here. */
  session: Record<string, unknown>;
  readonly rawBody: string;
}

/** The part of an Express response that samlp writes to. */
export interface HostResponse {
  readonly status: (code: number) => HostResponse;
  readonly set: (name: string, value: string) => HostResponse;
  send: (body: string | number) => void;
  redirect: (url: string) => void;
}

const BODY_LIMIT = 1024 * 1024;

/** samlp expects Express; node:http and this much do, and spare the repository a web framework for its demo. */
export async function listen(
  port: number,
  host: string,
  answer: (request: HostRequest, response: HostResponse) => Promise<void>,
): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const response = hostResponse(outgoing);
    readRequest(incoming)
      .then((request) => answer(request, response))
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        response
          .status(400)
          .set('Content-Type', 'text/plain')
          .send(`The identity provider can't do this: ${message}`);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

export function cookieOf(request: HostRequest, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

async function readRequest(incoming: IncomingMessage): Promise<HostRequest> {
  const url = new URL(incoming.url ?? '/', 'http://idp');
  const rawBody = await readBody(incoming);
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    originalUrl: incoming.url ?? '/',
    protocol: 'http',
    headers: incoming.headers,
    query: Object.fromEntries(url.searchParams),
    body: isForm ? Object.fromEntries(new URLSearchParams(rawBody)) : {},
    session: {},
    rawBody,
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function hostResponse(outgoing: ServerResponse): HostResponse {
  const response: HostResponse = {
    status(code) {
      outgoing.statusCode = code;
      return response;
    },
    set(name, value) {
      outgoing.setHeader(name, value);
      return response;
    },
    send(body) {
      if (typeof body === 'number') outgoing.statusCode = body;
      outgoing.end(typeof body === 'number' ? '' : body);
    },
    redirect(url) {
      outgoing.writeHead(302, { location: url }).end();
    },
  };
  outgoing.setHeader('Cache-Control', 'no-store');
  return response;
}
