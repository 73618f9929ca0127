import cluster, { type Worker } from 'node:cluster';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { GatherReports } from './gather-reports';
import { Restarts } from './restarts';
import type { Settings } from '../settings/settings';
import { StartError } from '../settings/start-error';
import type { ToPrimary, ToWorker } from './worker-messages';

const STEADY_MS = 30_000;
/** Longer than draining may last, beside the time to leave. */
const KILL_AFTER_MS = 12_000;

/** What every worker is to serve. */
interface Task {
  readonly settings: Settings;
  readonly databaseUrl: string;
}

interface Begun {
  readonly resolve: (masterKeyId: string) => void;
  readonly reject: (error: StartError) => void;
}

/** The primary's side: as many processes as are wished answer requests, and each is replaced when it dies. */
export class Workers {
  private readonly listening = new Set<Worker>();
  private readonly ready = new Set<Worker>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private readonly restarts = new Restarts();
  private readonly reports = new GatherReports(tell);
  private task: Task | undefined;
  /** Of the first start; undefined once all have answered. */
  private begun: Begun | undefined;
  private isStopping = false;

  /** @param giveUp that no worker stays alive, after all of them once did */
  constructor(
    private readonly count: number,
    private readonly log: Logger,
    private readonly giveUp: (error: StartError) => void,
  ) {}

  /** They load while what they need is still prepared. */
  fork(): void {
    cluster.setupPrimary({ exec: join(__dirname, '..', 'main.js'), args: [], serialization: 'advanced' });
    for (let made = 0; made < this.count; made += 1) this.forkOne();
  }

  /** @returns the fingerprint of the master key in force, once all of them answer */
  serve(task: Task): Promise<string> {
    this.task = task;
    const begun = new Promise<string>((resolve, reject) => (this.begun = { resolve, reject }));
    for (const worker of this.listening) this.order(worker);
    return begun;
  }

  /** Each answers what it has begun. */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const pause of this.pauses) clearTimeout(pause);
    const left = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const ended = left.map((worker) => new Promise((done) => worker.once('exit', done)));
    for (const worker of left) {
      if (this.listening.has(worker)) tell(worker, { kind: 'stop' });
      else worker.process.kill('SIGKILL'); // it has begun nothing yet
    }
    const late = setTimeout(
      () => {
        for (const worker of left) worker.process.kill('SIGKILL');
      },
      1000 * (this.task?.settings.leaveSeconds ?? 0) + KILL_AFTER_MS,
    );
    await Promise.all(ended);
    clearTimeout(late);
  }

  private forkOne(): void {
    const worker = cluster.fork();
    let refusal: StartError | undefined;
    worker.on('message', (message: ToPrimary) => {
      if (message.kind === 'refused')
        refusal = new StartError(message.message, { exitCode: message.exitCode });
      else this.hear(worker, message);
    });
    worker.once('exit', (code: number, signal: string) => {
      this.bury(worker, refusal, signal ? `by ${signal}` : `with exit code ${code}`);
    });
  }

  private hear(worker: Worker, message: Exclude<ToPrimary, { readonly kind: 'refused' }>): void {
    if (message.kind === 'gather') this.reports.gather(worker, message.request, [...this.ready]);
    else if (message.kind === 'report') this.reports.take(worker, message.request, message.report);
    else if (message.kind === 'ready') this.welcome(worker, message.masterKeyId);
    else {
      this.listening.add(worker);
      this.order(worker);
    }
  }

  private order(worker: Worker): void {
    if (!this.task || this.isStopping) return;
    const { settings, databaseUrl } = this.task;
    tell(worker, { kind: 'serve', settings, databaseUrl });
  }

  private welcome(worker: Worker, masterKeyId: string): void {
    this.ready.add(worker);
    this.restarts.noteReady();
    this.later(STEADY_MS, () => {
      if (this.ready.has(worker)) this.restarts.noteSteady();
    });
    if (this.ready.size < this.count) return;
    this.begun?.resolve(masterKeyId);
    this.begun = undefined;
  }

  private bury(worker: Worker, refusal: StartError | undefined, how: string): void {
    const wasReady = this.ready.delete(worker);
    this.listening.delete(worker);
    this.reports.forget(worker);
    if (this.isStopping) return;
    this.log.warn(
      { worker: worker.id, pid: worker.process.pid, reason: refusal?.message },
      `a worker ended ${how}`,
    );
    const pause = this.restarts.afterDeath({ wasReady, othersServe: this.ready.size > 0 });
    const isRefused = this.begun !== undefined && refusal !== undefined;
    if (pause !== undefined && !isRefused) {
      this.later(pause, () => {
        this.forkOne();
      });
      return;
    }
    const error = refusal ?? new StartError(`No worker stays alive: the last one ended ${how} as it began.`);
    if (this.begun) this.begun.reject(error);
    else this.giveUp(error);
  }

  private later(milliseconds: number, what: () => void): void {
    const pause = setTimeout(() => {
      this.pauses.delete(pause);
      if (!this.isStopping) what();
    }, milliseconds);
    this.pauses.add(pause);
  }
}

/** One that is dying hears nothing any more. */
function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}
