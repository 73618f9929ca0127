import type { TestApp, TestResponse } from '../../support/app';
import { exchange } from '../../support/exchange';

/** A request as a browser, or somebody who is none, sends it. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Where it is sent to, if not to the node of the stage. */
  readonly node?: TestApp;
  /** The bytes of the connection, where it matters how a request is put into them: nothing of the above counts then. */
  readonly bytes?: string;
  /** The connection ends with the bytes, whatever they announced. */
  readonly isCut?: boolean;
}

export const FORM = 'application/x-www-form-urlencoded';

export function get(path: string, cookies: Sent['cookies'] = {}): Sent {
  return { method: 'GET', path, headers: {}, cookies };
}

export function post(path: string, fields: Record<string, string>, cookies: Sent['cookies'] = {}): Sent {
  const body = new URLSearchParams(fields).toString();
  return { method: 'POST', path, headers: { 'content-type': FORM }, cookies, body };
}

/** Refusals are told as JSON, and no token goes along. */
export async function send(app: TestApp, sent: Sent): Promise<TestResponse> {
  const { node = app, method, path, headers, cookies, body, bytes, isCut } = sent;
  if (bytes === undefined) {
    return node.request(method, path, {
      token: null,
      body,
      cookies,
      headers: { accept: 'application/json', ...headers },
    });
  }
  const port = Number(new URL(await node.nest.getUrl()).port);
  return lastAnswer(await exchange(port, bytes, isCut));
}

/** Field by field, as text. */
export function fieldOf({ body = '' }: Sent, name: string): string {
  return new URLSearchParams(body.toString()).get(name) ?? '';
}

/** The same form, one field changed, added or, where nothing comes back, left out. */
export function withField(sent: Sent, name: string, edit: (value: string) => string | undefined): Sent {
  const fields = new URLSearchParams((sent.body ?? '').toString());
  const value = edit(fields.get(name) ?? '');
  if (value === undefined) fields.delete(name);
  else fields.set(name, value);
  return { ...sent, body: fields.toString() };
}

export const withBody = (sent: Sent, body: string | Buffer, type = FORM): Sent => ({
  ...sent,
  body,
  headers: { ...sent.headers, 'content-type': type },
});

export const withHeaders = (sent: Sent, headers: Sent['headers']): Sent => ({
  ...sent,
  headers: { ...sent.headers, ...headers },
});

/** The request as HTTP/1.1 has it on the wire (RFC 9112), with its length. */
export function wire({ method, path, headers, body = '' }: Sent, more: Record<string, string> = {}): string {
  const all = {
    host: 'localhost',
    accept: 'application/json',
    connection: 'close',
    ...headers,
    ...('transfer-encoding' in more ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...more,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body.toString()].join('\r\n');
}

function lastAnswer(received: string): TestResponse {
  const last = received.split(/(?=^HTTP\/1\.1 \d{3} )/m).at(-1) ?? '';
  const [head = '', text = ''] = last.split('\r\n\r\n');
  const [start = '', ...lines] = head.split('\r\n');
  const headers = lines
    .map((line) => /^([^:]+): (.*)$/.exec(line))
    .map((found) => [found?.[1], found?.[2] ?? '']);
  const cookies = headers
    .filter(([name]) => name?.toLowerCase() === 'set-cookie')
    .map(([, line = '']) => line.split(/[=;]/))
    .map(([name = '', value = '']) => ({ name, value }));
  return {
    status: Number(start.slice(9, 12)),
    headers: Object.fromEntries(headers) as Record<string, string>,
    text,
    bytes: Buffer.from(text),
    body: text.startsWith('{') ? (JSON.parse(text) as unknown) : undefined,
    cookies,
  };
}
