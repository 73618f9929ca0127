import { parseArgs } from 'node:util';

export type Subject = 'logins' | 'scale' | 'soak' | 'endurance' | 'workers' | 'users' | 'console';

export interface BenchArguments {
  readonly subject: Subject;
  /** Only shows that all of it works; its numbers mean nothing. */
  readonly isSmoke: boolean;
  readonly rounds: number;
  /** Of a soak. */
  readonly logins: number | undefined;
  /** Of an endurance run. */
  readonly minutes: number | undefined;
  /** Earlier results, which these are held against. */
  readonly compareWith: string | undefined;
  /** Into the documentation, as what was last measured. */
  readonly isRecorded: boolean;
}

const ROUNDS = 5;
const MOST_ROUNDS = 20;
const MOST_LOGINS = 10_000_000;
const MOST_MINUTES = 24 * 60;
const SUBJECTS = ['scale', 'soak', 'endurance', 'workers', 'users', 'console'] as const;

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
      workers: { type: 'boolean' },
      soak: { type: 'string' },
      endurance: { type: 'string' },
      users: { type: 'boolean' },
      console: { type: 'boolean' },
    },
  });
  const [subject = 'logins', ...others] = SUBJECTS.filter((name) => values[name] !== undefined);
  if (others.length > 0) throw new Error(`--${subject} and --${others.join(' and --')} are one or the other`);
  if (subject !== 'logins' && values.compare !== undefined) {
    throw new Error(`--compare is of logins, not of --${subject}`);
  }
  if (values.record && (values.smoke || subject === 'users' || subject === 'console')) {
    throw new Error(
      '--record is of logins, --scale, --soak, --endurance and --workers, and not of a smoke test',
    );
  }
  return {
    subject,
    isSmoke: values.smoke,
    logins: readCount('--soak', values.soak, MOST_LOGINS),
    minutes: readCount('--endurance', values.endurance, MOST_MINUTES),
    rounds: readCount('--rounds', values.rounds, MOST_ROUNDS) ?? (values.smoke ? 1 : ROUNDS),
    compareWith: values.compare,
    isRecorded: values.record,
  };
}

function readCount(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Error(`${flag} is a whole number from 1 to ${most}, not ${text}`);
}
