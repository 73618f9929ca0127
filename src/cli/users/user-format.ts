import { usageError } from '../cli-error';

export const USER_FORMATS = ['ndjson', 'csv'] as const;

export type UserFormat = (typeof USER_FORMATS)[number];

const BY_ENDING: readonly (readonly [RegExp, UserFormat])[] = [
  [/\.(ndjson|jsonl)$/i, 'ndjson'],
  [/\.(csv|tsv)$/i, 'csv'],
];

/** What a file's name says of its form; undefined where it says nothing. */
export function formatOfName(name: string): UserFormat | undefined {
  return BY_ENDING.find(([ending]) => ending.test(name))?.[1];
}

export function requireFormat(name: string, given: UserFormat | undefined): UserFormat {
  const format = given ?? formatOfName(name);
  if (format !== undefined) return format;
  throw usageError('In which form are the users? Give --format ndjson or --format csv.');
}
