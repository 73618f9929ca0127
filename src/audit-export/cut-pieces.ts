import type { Piece } from './sink';

/** An event as it is exported, and its number. */
export interface Line {
  readonly text: string;
  readonly arrival: number;
}

/** In their order, as many together as the size allows; one at least. */
export function cutPieces(lines: readonly Line[], pieceBytes: number): Piece[] {
  const pieces: Piece[] = [];
  let begun: Line[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.text);
    if (begun.length > 0 && bytes + size > pieceBytes) {
      pieces.push(pieceOf(begun));
      begun = [];
      bytes = 0;
    }
    begun.push(line);
    bytes += size;
  }
  return begun.length > 0 ? [...pieces, pieceOf(begun)] : pieces;
}

function pieceOf(lines: readonly Line[]): Piece {
  return {
    lines: lines.map(({ text }) => text).join(''),
    firstArrival: lines[0]?.arrival ?? 0,
    lastArrival: lines.at(-1)?.arrival ?? 0,
  };
}
