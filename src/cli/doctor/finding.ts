/** What was looked at, and what came of it. */
export interface Finding {
  readonly subject: string;
  readonly state: 'ok' | 'wrong' | 'skipped';
  /** What is so. */
  readonly found: string;
  /** What to do. */
  readonly advice: string | null;
}

export function ok(subject: string, found: string): Finding {
  return { subject, state: 'ok', found, advice: null };
}

export function wrong(subject: string, found: string, advice: string): Finding {
  return { subject, state: 'wrong', found, advice };
}

export function skipped(subject: string, found: string, advice: string | null = null): Finding {
  return { subject, state: 'skipped', found, advice };
}
