import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** An event as it lies in the database, to the last digit: each column's text. */
export interface ArrivedEvent {
  readonly tenantId: string;
  readonly id: string;
  readonly arrival: number;
  /** In UTC, with microseconds. */
  readonly time: string;
  /** The first day of the calendar month that the time lies in. */
  readonly month: string;
  readonly type: string;
  readonly actor: string;
  readonly userName: string | null;
  readonly userNameKey: string | null;
  readonly outcome: string;
  readonly code: string | null;
  readonly ip: string;
  readonly requestId: string;
  readonly details: string;
}

type ArrivedRow = Omit<ArrivedEvent, 'arrival'> & { readonly arrival: string };

const MONTH = `to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-01')`;

const COLUMNS = `tenant_id AS "tenantId", id, arrival, to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS time,
  ${MONTH} AS month, type, actor, user_name AS "userName", user_name_key AS "userNameKey", outcome, code, ip,
  request_id AS "requestId", details::text AS details`;

/** What of an event may be long. */
const TEXTS = 'actor, user_name, user_name_key, code, ip, request_id, details';

/** A piece of a trail, by its events' ids. */
export interface TrailPiece {
  readonly tenantId: string;
  /** Inclusive; null: from its beginning. */
  readonly fromId: string | null;
  /** Exclusive. */
  readonly afterId: string | null;
  /** Exclusive; of the same id there may be several, each with a time of its own. */
  readonly afterEvent: Pick<ArrivedEvent, 'id' | 'time'> | null;
  /** Inclusive; null: to its end. */
  readonly upToId: string | null;
  /** Only events that arrived after this (null: at any time before), and not after that. */
  readonly fromArrival: number | null;
  readonly toArrival: number;
}

/** What came of the events of a trail that nobody has gone through yet. */
export interface TrailTail {
  readonly count: number;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Of those, what has a number that was never drawn: none of them was written by us. */
  readonly undrawn: number;
  /** A few of them. */
  readonly undrawnIds: readonly string[];
}

/** What somebody who goes through all events has not come to. */
export interface PendingEvents {
  /** The number of the last one that he is done with. */
  readonly position: number;
  /** Of the numbers after it; some may never come. */
  readonly count: number;
  /** Null: there is none. */
  readonly oldest: Date | null;
}

const UNDRAWN_NAMED = 10;
const NO_TAIL: TrailTail = { count: 0, from: null, to: null, undrawn: 0, undrawnIds: [] };

@Injectable()
export class AuditArrivalsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The last number that was drawn. No snapshot: what others draw at this moment counts too. */
  async lastDrawn(on: EntityManager = this.dataSource.manager): Promise<number> {
    const rows = await on.query<{ drawn: string }[]>(
      'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS drawn FROM audit_arrivals',
    );
    return Number(rows[0]?.drawn ?? 0);
  }

  /**
   * The transactions that may have drawn a number, and have not ended: whoever writes an event holds this lock on the table, from
   * before the number is drawn until he commits.
   */
  async findWriters(): Promise<string[]> {
    const rows = await this.dataSource.query<{ writer: string }[]>(
      `SELECT DISTINCT virtualtransaction AS writer FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'audit_events'::regclass AND mode = 'RowExclusiveLock'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows.map(({ writer }) => writer);
  }

  /** No number up to this is drawn from now on. */
  async skipTo(arrival: number): Promise<void> {
    await this.dataSource.query(
      `SELECT setval('audit_arrivals', greatest($1::bigint, last_value)) FROM audit_arrivals`,
      [arrival],
    );
  }

  /**
   * Those whose numbers lie in between, in their order: no more than there are numbers. By the index of block ranges, however little
   * Postgres knows of a month that has just begun.
   */
  async list(tx: EntityManager, after: number, upTo: number): Promise<ArrivedEvent[]> {
    await tx.query('SET LOCAL enable_seqscan = off');
    const rows = await tx.query<ArrivedRow[]>(
      `SELECT ${COLUMNS} FROM audit_events WHERE arrival > $1 AND arrival <= $2 ORDER BY arrival`,
      [after, upTo],
    );
    return rows.map(toArrived);
  }

  /**
   * Up to which number events have so many bytes of text together, and one event more at most; all of one number count as one. Their
   * texts stay in the database.
   */
  async findReach(tx: EntityManager, after: number, upTo: number, bytes: number): Promise<number> {
    await tx.query('SET LOCAL enable_seqscan = off');
    const [row] = await tx.query<{ reach: string }[]>(
      `SELECT coalesce(min(arrival) FILTER (WHERE before >= $3) - 1, $2) AS reach
         FROM (SELECT arrival, sum(bytes) OVER (ORDER BY arrival GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                 FROM (SELECT arrival, octet_length(concat(${TEXTS})) AS bytes
                         FROM audit_events WHERE arrival > $1 AND arrival <= $2) AS sized) AS summed`,
      [after, upTo, bytes],
    );
    return Number(row?.reach ?? upTo);
  }

  /** By id. */
  async listPiece(tx: EntityManager, piece: TrailPiece, limit: number): Promise<ArrivedEvent[]> {
    const { tenantId, fromId, afterId, afterEvent, upToId, fromArrival, toArrival } = piece;
    const rows = await tx.query<ArrivedRow[]>(
      `SELECT ${COLUMNS} FROM audit_events
        WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id >= $2) AND ($3::uuid IS NULL OR id > $3)
          AND ($4::uuid IS NULL OR (id, time) > ($4, $5::timestamptz)) AND ($6::uuid IS NULL OR id <= $6)
          AND ($7::bigint IS NULL OR arrival > $7) AND arrival <= $8
        ORDER BY id, audit_events.time LIMIT $9`,
      [
        tenantId,
        fromId,
        afterId,
        afterEvent?.id ?? null,
        afterEvent?.time ?? null,
        upToId,
        fromArrival,
        toArrival,
        limit,
      ],
    );
    return rows.map(toArrived);
  }

  /** Of a trail's events those that arrived later than another, wherever their ids stand; no more than `most` are counted. */
  async findTail(tx: EntityManager, tenantId: string, arrival: number, most: number): Promise<TrailTail> {
    // After what is seen here: whatever of it has a number that was drawn has one up to this.
    const drawn = await this.lastDrawn(tx);
    const rows = await tx.query<TrailTail[]>(
      `SELECT count(*)::int AS count, min(time) AS "from", max(time) AS "to", count(*) FILTER (WHERE arrival > $3)::int AS undrawn,
              coalesce((array_agg(id) FILTER (WHERE arrival > $3))[1:$5], '{}') AS "undrawnIds"
         FROM (SELECT id, time, arrival FROM audit_events WHERE tenant_id = $1 AND arrival > $2 LIMIT $4) AS tail`,
      [tenantId, arrival, drawn, most, UNDRAWN_NAMED],
    );
    return rows[0] ?? NO_TAIL;
  }

  /** Until the end of the transaction nobody drops or moves what it reads. Before its first query, so that it sees all that is there then. */
  async keepMonths(tx: EntityManager): Promise<void> {
    await tx.query('LOCK TABLE audit_events IN ACCESS SHARE MODE');
  }

  async findCursor(name: string, on: EntityManager = this.dataSource.manager): Promise<number> {
    const rows = await on.query<{ arrival: string }[]>(`SELECT arrival FROM audit_cursors WHERE name = $1`, [
      name,
    ]);
    return Number(rows[0]?.arrival ?? 0);
  }

  async lockCursor(tx: EntityManager, name: string): Promise<number> {
    await tx.query(
      `INSERT INTO audit_cursors (name, arrival, moved_at) VALUES ($1, 0, now()) ON CONFLICT DO NOTHING`,
      [name],
    );
    const rows = await tx.query<{ arrival: string }[]>(
      `SELECT arrival FROM audit_cursors WHERE name = $1 FOR UPDATE`,
      [name],
    );
    return Number(rows[0]?.arrival ?? 0);
  }

  /** Where his cursor is, who is here now; from the beginning where he is new. Written once a minute, however often he looks. */
  async showUp(name: string): Promise<number> {
    await this.dataSource.query(
      `INSERT INTO audit_cursors AS known (name, arrival, moved_at, seen_at) VALUES ($1, 0, now(), now())
       ON CONFLICT (name) DO UPDATE SET seen_at = now()
         WHERE known.seen_at IS NULL OR known.seen_at < now() - interval '1 minute'`,
      [name],
    );
    return this.findCursor(name);
  }

  /** @returns false where somebody else has moved it meanwhile: it stays */
  async advance(name: string, from: number, to: number): Promise<boolean> {
    const [, moved] = await this.dataSource.query<[unknown, number]>(
      `UPDATE audit_cursors SET arrival = $3, moved_at = now() WHERE name = $1 AND arrival = $2`,
      [name, from, to],
    );
    return moved === 1;
  }

  /** Of those that were seen within the last day, where the slowest is; null: there is none. */
  async findSlowest(on: EntityManager = this.dataSource.manager): Promise<number | null> {
    const [row] = await on.query<{ slowest: string | null }[]>(
      `SELECT min(arrival) AS slowest FROM audit_cursors WHERE seen_at > now() - interval '1 day'`,
    );
    const slowest = row?.slowest ?? null;
    return slowest === null ? null : Number(slowest);
  }

  /** From a cursor on: the time of the oldest of the next events, or when the cursor was last moved where none of them is there yet. */
  async findPending(name: string, looked: number): Promise<PendingEvents> {
    const rows = await this.dataSource.query<{ position: string; drawn: string; oldest: Date | null }[]>(
      `SELECT position, drawn,
              CASE WHEN drawn > position THEN coalesce(
                (SELECT min(time) FROM audit_events WHERE arrival > position AND arrival <= position + $2), moved_at) END AS oldest
         FROM (SELECT coalesce(max(arrival), 0) AS position, max(moved_at) AS moved_at FROM audit_cursors WHERE name = $1) AS cursor,
              (SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS drawn FROM audit_arrivals) AS sequence`,
      [name, looked],
    );
    const { position, drawn, oldest } = rows[0] ?? { position: 0, drawn: 0, oldest: null };
    return { position: Number(position), count: Math.max(0, Number(drawn) - Number(position)), oldest };
  }

  async moveCursor(tx: EntityManager, name: string, arrival: number): Promise<void> {
    await tx.query(`UPDATE audit_cursors SET arrival = $2, moved_at = now() WHERE name = $1`, [
      name,
      arrival,
    ]);
  }
}

function toArrived(row: ArrivedRow): ArrivedEvent {
  return { ...row, arrival: Number(row.arrival) };
}
