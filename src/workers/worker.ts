import cluster from 'node:cluster';
import { Settings } from '../settings/settings';
import { StartError } from '../settings/start-error';
import type { Report, ToPrimary, ToWorker } from './worker-messages';

/** What a worker knows beyond what a process alone would. */
export interface WorkerSeat {
  readonly id: number;
  /** What all of them have counted. */
  readonly gatherReports: () => Promise<readonly Report[]>;
}

/** The service, as it answers in a worker. */
export interface ServedApp {
  /** The fingerprint of the master key that is in force. */
  readonly masterKeyId: string;
  /** What it has counted. */
  readonly report: () => Promise<Report>;
  readonly close: () => Promise<void>;
}

/** @param databaseUrl of a database that is migrated already */
export type Serve = (settings: Settings, databaseUrl: string, seat: WorkerSeat) => Promise<ServedApp>;

/** One of several processes that answer requests; the primary has opened all that they share, and tells it what to do. */
class Worker {
  private app: ServedApp | undefined;
  private isStopping = false;
  private readonly wanted = new Map<number, (reports: readonly Report[]) => void>();
  private asked = 0;

  constructor(
    private readonly id: number,
    private readonly loaded: Promise<Serve>,
  ) {}

  /** Until it is told to stop; where the primary dies, Node ends it at once. */
  run(): void {
    // Ctrl-C in a terminal reaches all processes there: the primary then says when.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => void this.stop());
    process.on('message', (message: ToWorker) => {
      this.hear(message);
    });
    tell({ kind: 'listening' });
  }

  private hear(message: ToWorker): void {
    if (message.kind === 'serve') void this.serve(new Settings(message.settings), message.databaseUrl);
    else if (message.kind === 'stop') void this.stop();
    else if (message.kind === 'report') void this.report(message.request);
    else {
      this.wanted.get(message.request)?.(message.reports);
      this.wanted.delete(message.request);
    }
  }

  private async serve(settings: Settings, databaseUrl: string): Promise<void> {
    try {
      const serve = await this.loaded;
      const gatherReports = (): Promise<readonly Report[]> => this.gather();
      this.app = await serve(settings, databaseUrl, { id: this.id, gatherReports });
      tell({ kind: 'ready', masterKeyId: this.app.masterKeyId });
    } catch (error) {
      const { message, exitCode } = error instanceof StartError ? error : unexpected(error);
      const refusal: ToPrimary = { kind: 'refused', message, exitCode };
      process.send?.(refusal, () => process.exit(exitCode));
    }
  }

  private async stop(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    await this.app?.close();
    process.exit(0);
  }

  private async report(request: number): Promise<void> {
    const report = (await this.app?.report()) ?? [];
    tell({ kind: 'report', request, report });
  }

  /** The counts of all workers. */
  private gather(): Promise<readonly Report[]> {
    const request = ++this.asked;
    const reports = new Promise<readonly Report[]>((hear) => this.wanted.set(request, hear));
    tell({ kind: 'gather', request });
    return reports;
  }
}

function tell(message: ToPrimary): void {
  if (process.connected) process.send?.(message);
}

function unexpected(error: unknown): StartError {
  return new StartError(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** @param loaded while what they all share is still prepared */
export function runWorker(loaded: Promise<Serve>): void {
  new Worker(cluster.worker?.id ?? 0, loaded).run();
}
