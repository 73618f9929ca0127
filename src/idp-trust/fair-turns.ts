/** How many may wait. */
export interface TurnLimits {
  /** In all. */
  readonly waiting: number;
  /** For the same one. */
  readonly waitingEach: number;
}

/** One work after the other; those for whom it is done take turns, so that nobody waits for all that another one wants. */
export class FairTurns {
  private isTaken = false;
  private waiting = 0;
  /** What begins each one's next works; whose turn is next comes first. */
  private readonly queues = new Map<string, (() => void)[]>();

  constructor(private readonly limits: TurnLimits) {}

  /** Whether one more for him would have to be turned away. */
  isFullFor(whom: string): boolean {
    if (!this.isTaken) return false;
    const own = this.queues.get(whom)?.length ?? 0;
    return this.waiting >= this.limits.waiting || own >= this.limits.waitingEach;
  }

  async take<Result>(whom: string, work: () => Promise<Result>): Promise<Result> {
    if (this.isTaken) await this.waitFor(whom);
    this.isTaken = true;
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  private waitFor(whom: string): Promise<void> {
    this.waiting += 1;
    return new Promise((begin) => {
      this.queues.set(whom, [...(this.queues.get(whom) ?? []), begin]);
    });
  }

  /** To the next one; it stays taken, so that nobody who comes meanwhile begins beside him. */
  private passOn(): void {
    const [next] = this.queues;
    if (!next) {
      this.isTaken = false;
      return;
    }
    const [whom, [begin, ...others]] = next;
    this.queues.delete(whom);
    if (others.length > 0) this.queues.set(whom, others);
    this.waiting -= 1;
    begin?.();
  }
}
