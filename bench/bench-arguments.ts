import { parseArgs } from 'node:util';

export type Subject = 'logins' | 'scale' | 'users' | 'console';

export interface BenchArguments {
  readonly subject: Subject;
  /** Only shows that all of it works; its numbers mean nothing. */
  readonly isSmoke: boolean;
  readonly rounds: number;
  /** Earlier results, which these are held against. */
  readonly compareWith: string | undefined;
  /** Into the documentation, as what was last measured. */
  readonly isRecorded: boolean;
}

const ROUNDS = 5;
const MOST_ROUNDS = 20;
const SUBJECTS = ['scale', 'users', 'console'] as const;

/** @throws Error that says what is wrong with them */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      smoke: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      compare: { type: 'string' },
      record: { type: 'boolean', default: false },
      scale: { type: 'boolean' },
      users: { type: 'boolean' },
      console: { type: 'boolean' },
    },
  });
  const [subject = 'logins', ...others] = SUBJECTS.filter((name) => values[name]);
  if (others.length > 0) throw new Error(`--${subject} and --${others.join(' and --')} are one or the other`);
  if (subject !== 'logins' && values.compare !== undefined) {
    throw new Error(`--compare is of logins, not of --${subject}`);
  }
  if (values.record && (values.smoke || subject === 'users' || subject === 'console')) {
    throw new Error('--record is of logins and of --scale, and not of a smoke test');
  }
  return {
    subject,
    isSmoke: values.smoke,
    rounds: readRounds(values.rounds) ?? (values.smoke ? 1 : ROUNDS),
    compareWith: values.compare,
    isRecorded: values.record,
  };
}

function readRounds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= MOST_ROUNDS) return rounds;
  throw new Error(`--rounds is a whole number from 1 to ${MOST_ROUNDS}, not ${text}`);
}
