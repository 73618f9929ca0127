import { Agent } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { ask } from './ask';
import type { Balancer } from './balancer';
import type { FaultScene } from './login-scene';

export interface LoginAnswer {
  readonly userName: string;
  /** The node that was asked last. */
  readonly origin: string;
  /** 0: the connection broke before an answer came. */
  readonly status: number;
  readonly failure?: string;
  /** The session's, where one was opened. */
  readonly cookie?: string;
  /** Of a refusal. */
  readonly code?: string;
  readonly retryAfter?: string;
  /** By `performance.now()`. */
  readonly begun: number;
  readonly milliseconds: number;
}

export interface LoadOptions {
  readonly scene: FaultScene;
  /** Asked in turn. One that refuses the connection is passed over, as a balancer would: nothing has reached it. */
  readonly origins: readonly string[] | Balancer;
  readonly connections: number;
  /** As many logins; without it until it is stopped. */
  readonly count?: number;
}

/** Before the next try where no node takes a connection. */
const REFUSED_PAUSE_MS = 20;

/** Logins that begin at the IdP, each with an assertion of its own, over connections that are kept open; all that was answered is kept. */
export class LoginLoad {
  readonly answers: LoginAnswer[] = [];
  /** When the last login is answered; only then, all of them have been. */
  readonly ended: Promise<unknown>;
  private readonly watchers = new Set<() => void>();
  private begun = 0;
  private isStopping = false;

  constructor(private readonly options: LoadOptions) {
    this.ended = Promise.all(Array.from({ length: options.connections }, (_, index) => this.drive(index)));
  }

  /** When there are so many answers of the kind; those from before count too. */
  answered(count: number, kind: (answer: LoginAnswer) => boolean = () => true): Promise<void> {
    const isThere = (): boolean => this.answers.filter(kind).length >= count;
    if (isThere()) return Promise.resolve();
    return new Promise((done) => {
      const watch = (): void => {
        if (!isThere()) return;
        this.watchers.delete(watch);
        done();
      };
      this.watchers.add(watch);
    });
  }

  /** As many more as are named, from now on. */
  more(count: number, kind: (answer: LoginAnswer) => boolean = () => true): Promise<void> {
    const now = performance.now();
    const isLater = (answer: LoginAnswer): boolean => answer.begun >= now && kind(answer);
    return this.answered(count, isLater);
  }

  /** What is under way is still answered. */
  async stop(): Promise<readonly LoginAnswer[]> {
    this.isStopping = true;
    await this.ended;
    return this.answers;
  }

  private async drive(index: number): Promise<void> {
    const { count = Infinity } = this.options;
    const agent = new Agent({ keepAlive: true });
    for (let turn = index; !this.isStopping && this.begun < count; turn += 1) {
      const number = this.begun++;
      const origins = this.origins();
      const answer = await this.login(`u${number % this.options.scene.users}`, agent, [
        ...origins.slice(turn % origins.length),
        ...origins.slice(0, turn % origins.length),
      ]);
      this.answers.push(answer);
      for (const watch of this.watchers) watch();
      if (answer.failure === 'ECONNREFUSED') await setTimeout(REFUSED_PAUSE_MS);
    }
    agent.destroy();
  }

  private origins(): readonly string[] {
    const { origins } = this.options;
    return 'ready' in origins ? origins.ready() : origins;
  }

  private async login(userName: string, agent: Agent, origins: readonly string[]): Promise<LoginAnswer> {
    const { scene } = this.options;
    const response = scene.maker.make(userName);
    const begun = performance.now();
    for (const [index, origin] of origins.entries()) {
      const answer = await postLogin(`${origin}/saml/${scene.alias}/acs`, response, agent);
      const isLast = index === origins.length - 1;
      if (answer.failure === 'ECONNREFUSED' && !isLast) continue;
      return { userName, origin, begun, milliseconds: performance.now() - begun, ...answer };
    }
    throw new Error('there is no node to ask');
  }
}

type Outcome = Pick<LoginAnswer, 'status' | 'failure' | 'cookie' | 'code' | 'retryAfter'>;

export async function postLogin(acs: string, response: string, agent?: Agent): Promise<Outcome> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const body = new URLSearchParams({ SAMLResponse: response }).toString();
  try {
    const answer = await ask(acs, { method: 'POST', headers, body, agent });
    const cookies = answer.headers['set-cookie'] ?? [];
    const cookie = cookies.map((line) => /^ram_session=([^;]+)/.exec(line)?.[1]).find(Boolean);
    const code = /"code":"([^"]*)"/.exec(answer.body)?.[1];
    return { status: answer.status, cookie, code, retryAfter: answer.headers['retry-after'] };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { status: 0, failure: code ?? message };
  }
}

export const isAccepted = ({ status, cookie }: LoginAnswer): boolean =>
  status === 303 && cookie !== undefined;
export const isUnavailable = ({ status, code }: LoginAnswer): boolean =>
  status === 503 && code === 'unavailable';
