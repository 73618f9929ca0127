import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../settings/clock';
import { DeliverNext, type NextOutcome } from './deliver-next';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';

/** Receivers that this node sends to at once; a hanging one takes a place for as long as an attempt may last. */
const PLACES = 16;
/** Of the due ones that a round takes up at a time. */
const BATCH = 100;
/** How long a receiver keeps its place while all goes well; what is left then waits its turn again. */
const TURN_MS = 10_000;

/** A turn that waits or runs. */
interface Turn {
  readonly done: Promise<void>;
  /** Something came for it that the turn under way may not see any more. */
  isAskedAgain: boolean;
}

/**
 * Sends what is due, to each receiver one message after the other and to many at once. It holds no connection to the database
 * while a receiver is waited for; of a round the sweeper holds one, on one node.
 */
@Injectable()
export class DeliverWebhooks implements OnModuleDestroy {
  private readonly log = new Logger(DeliverWebhooks.name);
  /** By webhook. */
  private readonly turns = new Map<string, Turn>();
  private readonly waiting: (() => void)[] = [];
  private readonly stopping = new AbortController();
  private places = PLACES;

  constructor(
    private readonly clock: Clock,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly next: DeliverNext,
  ) {}

  /** Something was queued for them: they are seen to without anybody waiting for it. */
  nudge(webhookIds: readonly string[]): void {
    for (const id of webhookIds) void this.turnOf(id);
  }

  /** A round over all that is due; waits also for the turns that run already. @returns how many had something to be sent */
  async run(): Promise<number> {
    const due = await this.deliveries.listDue(this.clock.now(), BATCH);
    for (const id of due) void this.turnOf(id);
    await Promise.all([...this.turns.values()].map(({ done }) => done));
    return this.stopping.signal.aborted ? 0 : due.length;
  }

  /** What is being sent is left to another node, or to the next start. Before the sweeper waits for its rounds. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    for (const go of this.waiting.splice(0)) go();
    await Promise.all([...this.turns.values()].map(({ done }) => done));
  }

  private turnOf(id: string): Promise<void> {
    const known = this.turns.get(id);
    if (known) {
      known.isAskedAgain = true;
      return known.done;
    }
    const turn: Turn = { isAskedAgain: false, done: this.inPlace(() => this.sendAll(id)) };
    this.turns.set(id, turn);
    void turn.done.then(() => {
      this.turns.delete(id);
      if (turn.isAskedAgain) void this.turnOf(id);
    });
    return turn.done;
  }

  /** First come, first served. */
  private async inPlace(work: () => Promise<void>): Promise<void> {
    if (this.places > 0) this.places -= 1;
    else await new Promise<void>((go) => this.waiting.push(go));
    try {
      await work();
    } finally {
      const go = this.waiting.shift();
      if (go) go();
      else this.places += 1;
    }
  }

  /** Until nothing is due any more, something fails, or others must have their turn. */
  private async sendAll(id: string): Promise<void> {
    const started = performance.now();
    const { signal } = this.stopping;
    try {
      let outcome: NextOutcome = 'delivered';
      while (outcome === 'delivered' && !signal.aborted) {
        outcome = await this.next.run(id, signal);
        if (performance.now() - started > TURN_MS) break;
      }
      if (outcome === 'delivered') this.askAgain(id);
    } catch (error) {
      this.log.error({ webhookId: id, err: error }, 'a delivery broke');
    }
  }

  private askAgain(id: string): void {
    const turn = this.turns.get(id);
    if (turn && !this.stopping.signal.aborted) turn.isAskedAgain = true;
  }
}
