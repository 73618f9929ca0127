import type { AuditPiece, AuditVerification } from '../resources';

/** Asks for one piece after the other, and adds them up. */
export async function verifyAll(
  ask: (after: number | undefined) => Promise<AuditPiece>,
): Promise<AuditVerification> {
  const flaws: AuditPiece['flaws'][number][] = [];
  let [seals, events] = [0, 0];
  let piece: AuditPiece;
  let after: number | undefined;
  do {
    piece = await ask(after);
    flaws.push(...piece.flaws);
    seals += piece.seals;
    events += piece.events;
    after = piece.next ?? undefined;
  } while (after !== undefined);
  const { head, headSealedAt, tail } = piece;
  return { intact: flaws.length === 0, seals, events, flaws, head, headSealedAt, tail };
}
