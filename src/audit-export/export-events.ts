import { Injectable } from '@nestjs/common';
import { AuditStream } from '../audit/audit-stream.service';
import { Transactions } from '../database/transactions';
import { TenantsService } from '../tenants/tenants.service';
import { cutPieces } from './cut-pieces';
import type { Piece, Sink } from './sink';
import { writeLine } from './write-line';

/** Numbers of events that a batch goes through: at most as many events, of some hundred bytes each. Details of 32 KiB are up to six times as long once their unsafe characters are escaped. */
const BATCH = 2000;

/**
 * Exports what has happened since the last time, of all trails, in the order of its arrival. The audit trail itself is the outbox: an
 * event is written once, by whoever it is the event of, and here is only read. The cursor moves after the other side has it.
 */
@Injectable()
export class ExportEvents {
  /** Up to which number all was settled when somebody looked last: of that nothing has to be looked for again. */
  private settled = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly stream: AuditStream,
    private readonly tenants: TenantsService,
  ) {}

  /**
   * One batch, by one node at a time.
   * @param cursor the name of its cursor
   * @returns how many numbers it went through; 0 where none are settled
   */
  async run(sink: Sink, cursor: string, stop: AbortSignal): Promise<number> {
    const from = await this.stream.showUp(cursor);
    const to = Math.min(from + BATCH, await this.findSettled(from));
    if (to <= from) return 0;
    const pieces = await this.readPieces(from, to, sink.pieceBytes);
    if (!pieces) {
      this.settled = 0;
      return 0;
    }
    let position = from;
    for (const [index, piece] of pieces.entries()) {
      await sink.put(piece, stop);
      const next = index === pieces.length - 1 ? to : piece.lastArrival;
      // Somebody else went on from there: whatever of it was exported twice, nothing was left out.
      if (!(await this.stream.advance(cursor, position, next))) return 0;
      position = next;
    }
    if (pieces.length === 0 && !(await this.stream.advance(cursor, from, to))) return 0;
    return to - from;
  }

  /** 0 where nothing is. */
  private async findSettled(from: number): Promise<number> {
    if (this.settled <= from) {
      this.settled = (await this.stream.findSettled()) ?? 0;
      await this.stream.catchUp(from);
    }
    return this.settled;
  }

  /** Undefined where not all of these numbers are drawn: it is another database by now, a standby that was behind or a backup. */
  private async readPieces(from: number, to: number, pieceBytes: number): Promise<Piece[] | undefined> {
    const events = await this.transactions.run(async (tx) =>
      (await this.stream.isDrawn(tx, to)) ? this.stream.list(tx, from, to) : undefined,
    );
    if (!events) return undefined;
    const aliases = await this.tenants.findAliases(events.map(({ tenantId }) => tenantId));
    const lines = events.map((event) => ({ text: writeLine(event, aliases), arrival: event.arrival }));
    return cutPieces(lines, pieceBytes);
  }
}
