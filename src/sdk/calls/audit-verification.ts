import type { AuditPiece, AuditVerification } from '../resources';

/** Asks for one piece after the other, and adds them up. */
export async function verifyAll(
  ask: (after: number | undefined) => Promise<AuditPiece>,
): Promise<AuditVerification> {
  let last = await ask(undefined);
  const pieces = [last];
  while (typeof last.next === 'number') {
    last = await ask(last.next);
    pieces.push(last);
  }
  const flaws = pieces.flatMap((piece) => piece.flaws);
  const { head, headSealedAt, tail } = last;
  return {
    intact: flaws.length === 0,
    seals: sum(pieces.map(({ seals }) => seals)),
    events: sum(pieces.map(({ events }) => events)),
    droppedUpToSeal: pieces.map((piece) => piece.droppedUpToSeal).findLast((seal) => seal !== null) ?? null,
    flaws,
    head,
    headSealedAt,
    tail,
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
