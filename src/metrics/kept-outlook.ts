import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../settings/clock';
import { type Outlook, ReadOutlook } from './outlook';

/** However often somebody asks. */
const FRESH_MS = 30_000;
/** What nobody could read again for so long is told no more. */
const OLD_MS = 5 * 60_000;
/** Of who asks: less than a node's processes wait for each other. */
const PATIENCE_MS = 500;

/** The outlook as it was last read: who asks for metrics never waits long for the database, and a flood of those asks it no more often. */
@Injectable()
export class KeptOutlook {
  private readonly log = new Logger(KeptOutlook.name);
  private last: Outlook | undefined;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly reader: ReadOutlook,
  ) {}

  /** Undefined while the database does not answer. */
  async find(): Promise<Outlook | undefined> {
    if (this.age() > FRESH_MS) {
      await Promise.race([this.readOnce(), setTimeout(PATIENCE_MS, undefined, { ref: false })]);
    }
    return this.age() > OLD_MS ? undefined : this.last;
  }

  private age(): number {
    return this.last ? Math.abs(this.clock.now().getTime() - this.last.readAt.getTime()) : Infinity;
  }

  private readOnce(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    try {
      this.last = await this.reader.run();
    } catch (error) {
      this.log.warn({ err: error }, 'what metrics tell of the database could not be read');
    }
  }
}
