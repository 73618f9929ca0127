import { Clock } from '../../src/settings/clock';

/** Runs as the real one until it is set; then it stands still. The database's clock is not moved. */
export class TestClock extends Clock {
  private stopped: Date | undefined;

  override now(): Date {
    return this.stopped ? new Date(this.stopped) : super.now();
  }

  set(now: Date): void {
    this.stopped = new Date(now);
  }

  advance(seconds: number): void {
    this.set(new Date(this.now().getTime() + seconds * 1000));
  }

  /** Back to the real time. */
  reset(): void {
    this.stopped = undefined;
  }
}
