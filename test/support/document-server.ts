import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A web server of the test's own, on the loopback: what it gives out at each path, and what it was asked. */
export class DocumentServer {
  readonly requests: IncomingMessage[] = [];
  private readonly answers = new Map<string, RequestListener>();
  private readonly server: Server;

  constructor(private readonly tls?: { readonly key: string; readonly cert: string }) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.requests.push(request);
      const answer = this.answers.get(request.url ?? '');
      if (answer) answer(request, response);
      else response.writeHead(404).end('nothing here');
    };
    this.server = tls ? createSecureServer(tls, listener) : createServer(listener);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path: string, host = '127.0.0.1'): string {
    return `${this.tls ? 'https' : 'http'}://${host}:${this.port}${path}`;
  }

  /** Gives out a document at that path. */
  give(path: string, body: string | Buffer, headers: Record<string, string> = {}): string {
    return this.answer(path, (_, response) => response.writeHead(200, headers).end(body));
  }

  redirect(path: string, location: string, status = 302): string {
    return this.answer(path, (_, response) => response.writeHead(status, { location }).end());
  }

  answer(path: string, listener: RequestListener): string {
    this.answers.set(path, listener);
    return this.url(path);
  }
}
