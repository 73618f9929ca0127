import type { ClockReading } from '../../settings/clock-reading';
import { type Finding, ok, skipped, wrong } from './finding';

/** Below it a Date header, which has whole seconds, counts for too much. */
const TOLERANCE_MS = 5_000;

/**
 * When between question and answer the other clock was read nobody knows: as NTP does (RFC 5905, 8), the middle is taken for it, which may be
 * wrong by half the way there and back.
 * @param of whose clock it is, such as `the database`
 */
export function judgeClock(of: string, { theirs, askedAt, answeredAt }: ClockReading): Finding {
  const subject = `clock of ${of}`;
  const tripMs = Math.abs(answeredAt.getTime() - askedAt.getTime());
  const apartMs = theirs.getTime() - (askedAt.getTime() + answeredAt.getTime()) / 2;
  const least = Math.abs(apartMs) - tripMs / 2;
  const most = Math.abs(apartMs) + tripMs / 2;
  if (most <= TOLERANCE_MS) return ok(subject, 'goes as the one here does');
  if (least <= TOLERANCE_MS) {
    return skipped(
      subject,
      `the link is too slow to judge it: the answer took ${secondsOf(tripMs)} seconds, so it may be up to ${secondsOf(most)} seconds from the one here`,
      'run it again, or nearer to there; "timedatectl" on each machine tells whether NTP sets its clock',
    );
  }
  const within = tripMs < 1000 ? '' : ` (give or take ${secondsOf(tripMs / 2)})`;
  return wrong(
    subject,
    `${secondsOf(Math.abs(apartMs))} seconds${within} ${apartMs > 0 ? 'ahead of' : 'behind'} the one here`,
    'let both machines set their clocks by NTP: assertions hold for minutes',
  );
}

function secondsOf(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
