import { HttpConnection } from './http-connection';
import type { HttpAnswer } from './http-answer';
import type { AnswerCount, Load, LoadRequest, LoadResult } from './load';

/** What stands for a connection that broke: no server answers it. */
export const NO_ANSWER = 0;

/** Each connection sends its next request as soon as the last one is answered. */
export async function runLoad({ host, port, connections, session, requests }: Load): Promise<LoadResult> {
  const queue = requests
    .map((request) => ({ kind: request.kind, bytes: bytesOf(request, host, port) }))
    .values();
  const milliseconds: number[] = [];
  const counts = new AnswerCounts(new RegExp(session, 'im'));
  const begun = performance.now();
  const drain = async () => {
    const connection = new HttpConnection(host, port);
    for (const { kind, bytes } of queue) {
      const sent = performance.now();
      const answer = await connection.ask(bytes).catch(() => undefined);
      milliseconds.push(performance.now() - sent);
      counts.add(kind, answer);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, drain));
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, milliseconds: milliseconds.sort((one, other) => one - other), answers: counts.all() };
}

function bytesOf({ method, path, headers = {}, body }: LoadRequest, host: string, port: number): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

class AnswerCounts {
  private readonly counts = new Map<string, AnswerCount>();

  constructor(private readonly session: RegExp) {}

  add(kind: string, answer: HttpAnswer | undefined): void {
    const status = answer?.status ?? NO_ANSWER;
    const hasSession = answer !== undefined && this.session.test(answer.headers);
    const key = `${kind} ${status} ${hasSession}`;
    const count = (this.counts.get(key)?.count ?? 0) + 1;
    this.counts.set(key, { kind, status, hasSession, count });
  }

  all(): AnswerCount[] {
    return [...this.counts.values()];
  }
}
