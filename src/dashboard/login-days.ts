import type { DayOutcome } from '../login-counts/count-buffer';
import { SUCCESS } from '../login-counts/count-values';
import { dayOf } from '../login-counts/login-counts.service';
import { daysBefore } from '../trust-health/days';

/** Today included. */
export const SHOWN_DAYS = 30;

export interface LoginDay {
  /** In UTC, `2026-01-31`. */
  readonly day: string;
  readonly succeeded: number;
  readonly refused: number;
}

export interface RefusedOften {
  readonly code: string;
  readonly count: number;
}

export interface ShownLogins {
  /** One a day, those without a login too; the oldest first. */
  readonly days: readonly LoginDay[];
  /** The most frequent first. */
  readonly refusals: readonly RefusedOften[];
}

export function firstShownDay(now: Date): string {
  return dayOf(daysBefore(now, SHOWN_DAYS - 1));
}

/** @param outcomes of the days shown */
export function showLogins(outcomes: readonly DayOutcome[], now: Date): ShownLogins {
  const days = new Map<string, LoginDay>();
  for (let before = SHOWN_DAYS - 1; before >= 0; before -= 1) {
    const day = dayOf(daysBefore(now, before));
    days.set(day, { day, succeeded: 0, refused: 0 });
  }
  const refusals = new Map<string, number>();
  for (const { day, outcome, count } of outcomes) {
    const shown = days.get(day);
    if (!shown) continue;
    const { succeeded, refused } = shown;
    if (outcome === SUCCESS) days.set(day, { day, succeeded: succeeded + count, refused });
    else {
      days.set(day, { day, succeeded, refused: refused + count });
      refusals.set(outcome, (refusals.get(outcome) ?? 0) + count);
    }
  }
  return {
    days: [...days.values()],
    refusals: [...refusals]
      .map(([code, count]) => ({ code, count }))
      .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1)),
  };
}
