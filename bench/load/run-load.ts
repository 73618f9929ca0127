import { setTimeout } from 'node:timers/promises';
import { HttpConnection } from './http-connection';
import type { HttpAnswer } from './http-answer';
import type { AnswerCount, Load, LoadRequest, LoadResult } from './load';

/** What stands for a connection that broke: no server answers it. */
export const NO_ANSWER = 0;

/** Where they come at a rate, an answer is waited for from the moment at which its request was due, whether a connection was free then or not. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const { host, port, connections, perSecond, session, requests } = load;
  const queue = requests
    .map((request, index) => ({ kind: request.kind, bytes: bytesOf(request, host, port), index }))
    .values();
  const milliseconds: number[] = [];
  const counts = new AnswerCounts(new RegExp(session, 'im'));
  const begun = performance.now();
  const drain = async () => {
    const connection = new HttpConnection(host, port);
    for (const { kind, bytes, index } of queue) {
      const sent = perSecond === undefined ? performance.now() : begun + (index * 1000) / perSecond;
      if (sent > performance.now()) await setTimeout(sent - performance.now());
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
