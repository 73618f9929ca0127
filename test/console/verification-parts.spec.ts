import { Fragment, h } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { type Flaw, flaw } from '../../src/audit-seals/flaw';
import type { Seal } from '../../src/audit-seals/seal';
import type { Verification } from '../../src/audit-seals/verify-trail';
import { textsIn } from '../../src/console/texts/language';
import type { Screen } from '../../src/console/screen/screen';
import { verificationParts } from '../../src/console/verification/verification-parts';
import { VerificationTally } from '../../src/console/verification/verification-tally';

const NOW = new Date('2026-05-05T10:00:00Z');

function sealAt(sequence: number): Seal {
  const hash = Buffer.alloc(32, sequence);
  return { sequence, hash, sealedAt: NOW, lastId: `event-${sequence}` } as Seal;
}

/** A piece of one seal with ten events; the trail goes on behind it. */
function pieceAt(sequence: number, changes: Partial<Verification> = {}): Verification {
  const counts = { seals: 1, events: 10, droppedUpTo: null, flaws: [] };
  return { ...counts, next: sequence, head: sealAt(sequence), tail: null, ...changes };
}

const AT_END: Partial<Verification> = {
  next: null,
  tail: { count: 0, from: null, to: null, undrawn: 0, undrawnIds: [] },
};

function tallied(...pieces: readonly Verification[]): VerificationTally {
  const tally = new VerificationTally();
  for (const piece of pieces) tally.add(piece);
  return tally;
}

describe('up to where a trail is intact', () => {
  const removed = (afterSeal: number | null, upToSeal: number): Flaw =>
    flaw('events_removed', { afterSeal, upToSeal, from: NOW, to: NOW, sealed: 1, found: 0 });

  it.each<[string, readonly Flaw[], number | null]>([
    ['nothing is wrong', [], 3],
    ['the first seal', [removed(null, 1)], null],
    ['several, in any order', [removed(2, 3), removed(1, 2)], 1],
    ['behind the last seal', [flaw('seals_missing', { found: 1 })], 3],
    [
      'behind the last seal, under numbers that were not drawn',
      [flaw('events_inserted', { afterSeal: 3 })],
      3,
    ],
    ['a head that is not there', [flaw('head_differs', { upToSeal: 2 })], 3],
  ])('%s', (_, flaws, expected) => {
    const tally = tallied(pieceAt(2), pieceAt(3, { ...AT_END, flaws }));
    expect(tally.intactUpTo?.sequence ?? null).toBe(expected);
  });

  it('holds over all pieces: one that comes late may be about an early seal', () => {
    expect(
      tallied(pieceAt(5, { flaws: [removed(4, 5)] }), pieceAt(6, { flaws: [removed(1, 2)] })).intactUpTo,
    ).toEqual({ sequence: 1, at: NOW });
  });
});

it('what retention dropped is told by its last seal', () => {
  expect(
    tallied(pieceAt(1, { droppedUpTo: 1 }), pieceAt(2, { droppedUpTo: 2 }), pieceAt(3)).droppedUpTo,
  ).toBe(2);
});

describe('what a page shows', () => {
  const shown = {
    screen: { language: 'en', texts: textsIn('en') } as unknown as Screen,
    alias: 'acme',
    path: '/admin/tenants/acme/audit/verify',
    fields: { head: '1:aa', after: '7' },
    after: 7,
    now: NOW,
  };

  async function partsOf(lastOf: (after: number) => Verification): Promise<string[]> {
    const parts: string[] = [];
    const verify = (after: number) => Promise.resolve(lastOf(after));
    for await (const part of verificationParts(shown, pieceAt(8), verify))
      parts.push(renderToStaticMarkup(h(Fragment, null, part)));
    return parts;
  }

  it('ends, however long the trail, and the next page goes on where it ended, with what was asked', async () => {
    const parts = await partsOf((after) => pieceAt(after + 1));
    const end = 7 + parts.length;
    expect(parts.length).toBeLessThanOrEqual(100);
    expect(parts.at(-1)).toContain(`href="${shown.path}?head=1%3Aaa&amp;after=${end}"`);
    expect(parts.at(-1)).not.toContain('trail-head');
  });

  it('is bounded, however much is wrong', async () => {
    const flaws = Array.from({ length: 150 }, (_, n) =>
      flaw('seal_changed', { afterSeal: n, upToSeal: n + 1 }),
    );
    const [, verdict = ''] = await partsOf((after) => pieceAt(after + 1, { ...AT_END, flaws }));
    expect(verdict.split('<tr>').length - 2).toBe(100);
    expect(verdict).toMatch(/\b50 /);
  });
});
