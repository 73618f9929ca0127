import { Injectable } from '@nestjs/common';
import { AuditStream, type ReadPortion } from '../audit/audit-stream.service';
import { Transactions } from '../database/transactions';
import { TenantsService } from '../tenants/tenants.service';
import { cutPieces, type Line } from './cut-pieces';
import type { Sink } from './sink';
import { writeLine } from './write-line';

/** Numbers of events that a batch goes through: at most as many events, of some hundred bytes each. */
const BATCH = 2000;
/** Of their text, and an event more at most. Lines of it, up to six times as long where every character is unsafe, are made a piece at a time. */
const BATCH_BYTES = 4 * 1024 * 1024;

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
    const upTo = Math.min(from + BATCH, await this.findSettled(from));
    if (upTo <= from) return 0;
    const read = await this.read(from, upTo);
    if (!read) {
      this.settled = 0;
      return 0;
    }
    let position = from;
    const goOn = async (next: number): Promise<boolean> => {
      const isOurs = next === position || (await this.stream.advance(cursor, position, next));
      position = next;
      return isOurs;
    };
    let taken = from;
    for (const piece of cutPieces(linesOf(read), sink.pieceBytes)) {
      // Somebody else went on from there: whatever of it was exported twice, nothing was left out. Of one number all were taken, or none.
      if (!(await goOn(Math.min(taken, piece.firstArrival - 1)))) return 0;
      await sink.put(piece, stop);
      taken = piece.lastArrival;
    }
    return (await goOn(read.reach)) ? read.reach - from : 0;
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
  private async read(after: number, upTo: number): Promise<Read | undefined> {
    const found = await this.transactions.run(async (tx) =>
      (await this.stream.isDrawn(tx, upTo))
        ? this.stream.listSome(tx, { after, upTo, bytes: BATCH_BYTES })
        : undefined,
    );
    if (!found) return undefined;
    const aliases = await this.tenants.findAliases(found.events.map(({ tenantId }) => tenantId));
    return { ...found, aliases };
  }
}

interface Read extends ReadPortion {
  readonly aliases: ReadonlyMap<string, string>;
}

function* linesOf({ events, aliases }: Read): Generator<Line, void, undefined> {
  for (const event of events) yield { text: writeLine(event, aliases), arrival: event.arrival };
}
