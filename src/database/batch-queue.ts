export interface BatchBounds {
  /** In one batch. */
  readonly items: number;
  /** Batches that are under way at once. */
  readonly underway: number;
  /** So many that wait are worth a batch beside what is under way, where that is no more than they are. */
  readonly crowd: number;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What comes while nothing is under way goes at once; what comes meanwhile goes together as soon as that is answered, or as soon as it
 * is a crowd, and as large a one as what is under way. So nobody waits for company that may not come, and the more come the more go together.
 */
export class BatchQueue<Item, Answer> {
  private waiting: Waiting<Item, Answer>[] = [];
  private underway = 0;
  private itemsUnderway = 0;

  /** @param send gives an answer for each item, in their order; where it throws, each of them has failed */
  constructor(
    private readonly bounds: BatchBounds,
    private readonly send: (items: readonly Item[]) => Promise<readonly Answer[]>,
  ) {}

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.begin();
    });
  }

  private begin(): void {
    while (this.mayBegin()) {
      const batch = this.waiting.slice(0, this.bounds.items);
      this.waiting = this.waiting.slice(this.bounds.items);
      void this.run(batch);
    }
  }

  private mayBegin(): boolean {
    const { underway, crowd } = this.bounds;
    if (this.underway === 0) return this.waiting.length > 0;
    return this.underway < underway && this.waiting.length >= Math.max(crowd, this.itemsUnderway);
  }

  private async run(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    this.underway += 1;
    this.itemsUnderway += batch.length;
    try {
      const answers = await this.send(batch.map(({ item }) => item));
      settle(batch, answers);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.underway -= 1;
    this.itemsUnderway -= batch.length;
    this.begin();
  }
}

function settle<Item, Answer>(batch: readonly Waiting<Item, Answer>[], answers: readonly Answer[]): void {
  if (answers.length !== batch.length) {
    throw new Error(`${batch.length} were asked together, and ${answers.length} answers came`);
  }
  for (const [index, answer] of answers.entries()) batch[index]?.resolve(answer);
}
