import { randomBytes } from 'node:crypto';
import { ServiceProcess, freePort } from '../../support/service-process';
import { ask, type Answer } from './ask';
import type { Stage } from './stage';

const ADMIN_TOKEN = 'a'.repeat(43);
const MASTER_KEY = randomBytes(32).toString('base64');
/** What a balancer in front of the nodes would be known by; nothing listens there. */
export const BASE_URL = 'http://localhost:3000';

export interface NodeOptions {
  readonly databaseUrl: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another program than the one that is built here. */
  readonly main?: string;
}

/** One of several processes of the built service on one database. */
export class ServiceNode {
  private constructor(
    readonly process: ServiceProcess,
    readonly origin: string,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(stage: Stage, options: NodeOptions): Promise<ServiceNode> {
    const node = await ServiceNode.launch(stage, options);
    await node.process.ready();
    return node;
  }

  /** Without waiting until it is ready. */
  static async launch(stage: Stage, { databaseUrl, env, main }: NodeOptions): Promise<ServiceNode> {
    const port = env?.PORT ?? (await freePort());
    const all = {
      PORT: port,
      BASE_URL,
      DATABASE_URL: databaseUrl,
      ADMIN_TOKEN,
      MASTER_KEY,
      RATE_LIMIT_FACTOR: '0',
      LOG_LEVEL: 'warn',
      ...env,
    };
    const process = new ServiceProcess(stage.directory(), all, [], main);
    stage.atEnd(() => {
      process.signal('SIGKILL');
      return process.exited;
    });
    return new ServiceNode(process, `http://127.0.0.1:${port}`, all);
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return ask(`${this.origin}${path}`, { headers });
  }

  /** The platform administrator's calls; an answer that is none of 2xx fails. */
  async api(
    method: string,
    path: string,
    body?: string | object,
    type = 'application/json',
  ): Promise<string> {
    const answer = await ask(`${this.origin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return answer.body;
  }

  async isReady(): Promise<boolean> {
    return (await this.get('/readyz')).status === 200;
  }
}
