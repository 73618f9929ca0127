/** Some events that follow each other, each a line of JSON with its end. */
export interface Piece {
  readonly lines: string;
  /** The numbers of the first and of the last of them. */
  readonly firstArrival: number;
  readonly lastArrival: number;
}

/** Where events are exported to. */
export interface Sink {
  readonly kind: SinkKind;
  /** Bytes of a piece, unless a single event has more. */
  readonly pieceBytes: number;
  /**
   * Done only when the other side has it, whatever happens to this process afterwards.
   * @throws ExportFailed
   */
  put(piece: Piece, stop: AbortSignal): Promise<void>;
}

export const SINK_KINDS = ['file', 'url'] as const;
export type SinkKind = (typeof SINK_KINDS)[number];

/** It is tried again; the message says what is wrong and what to do. */
export class ExportFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ExportFailed';
  }
}
