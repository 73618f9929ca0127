import type { Clock } from '../../settings/clock';
import type { Output } from '../host';

const CELLS = 24;
const REDRAWN_AFTER_MS = 100;

/** How far it has come, on the last line of a terminal; anywhere else it writes nothing. */
export class ProgressBar {
  private done = 0;
  private drawnAt = 0;

  constructor(
    private readonly output: Output,
    private readonly clock: Clock,
    /** Undefined: nobody knows. */
    private readonly total: number | undefined,
  ) {}

  advance(by: number): void {
    this.done += by;
  }

  /** Drawn again no more than ten times a second. */
  show(text: string): void {
    const now = this.clock.now().getTime();
    if (!this.output.isTTY || now - this.drawnAt < REDRAWN_AFTER_MS) return;
    this.drawnAt = now;
    this.output.write(`\r\u001b[K${this.bar()}${text}`);
  }

  /** So that something else can be written there. */
  clear(): void {
    if (this.drawnAt > 0) this.output.write('\r\u001b[K');
    this.drawnAt = 0;
  }

  private bar(): string {
    if (this.total === undefined) return '';
    const part = Math.min(this.done / this.total, 1);
    const full = Math.floor(part * CELLS);
    return `[${'#'.repeat(full)}${'-'.repeat(CELLS - full)}] ${Math.floor(part * 100)}%  `;
  }
}
