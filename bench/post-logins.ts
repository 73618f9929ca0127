import { Agent, request } from 'node:http';

export interface Posted {
  readonly seconds: number;
  /** Of each login, sorted. */
  readonly milliseconds: readonly number[];
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
}

/** Posts each form once, over so many connections that are kept open; each sends its next one as soon as it is answered. */
export async function postLogins(
  acsUrl: string,
  forms: readonly string[],
  connections: number,
): Promise<Posted> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const queue = forms.values();
  const milliseconds: number[] = [];
  const statuses = new Map<number, number>();
  const begun = performance.now();
  const drain = async () => {
    for (const form of queue) {
      const sent = performance.now();
      const status = await post(acsUrl, form, agent);
      milliseconds.push(performance.now() - sent);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: connections }, drain));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return { seconds, milliseconds: milliseconds.sort((one, other) => one - other), statuses };
}

function post(url: string, form: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sent.once('error', reject).end(form);
  });
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
