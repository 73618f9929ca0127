import type { Piece } from './sink';

/** An event as it is exported, and its number. */
export interface Line {
  readonly text: string;
  readonly arrival: number;
}

/** In their order, as many together as the size allows; one at least. Each is made once it is asked for. */
export function* cutPieces(lines: Iterable<Line>, pieceBytes: number): Generator<Piece, void, undefined> {
  let begun: Line[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.text);
    if (begun.length > 0 && bytes + size > pieceBytes) {
      yield pieceOf(begun);
      begun = [];
      bytes = 0;
    }
    begun.push(line);
    bytes += size;
  }
  if (begun.length > 0) yield pieceOf(begun);
}

function pieceOf(lines: readonly Line[]): Piece {
  return {
    lines: lines.map(({ text }) => text).join(''),
    firstArrival: lines[0]?.arrival ?? 0,
    lastArrival: lines.at(-1)?.arrival ?? 0,
  };
}
