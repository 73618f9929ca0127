import type { ProblemCode } from '../../http/codes';
import { type FieldError, Problem } from '../../http/problem';

export type ImportResult = 'created' | 'updated' | 'unchanged' | 'refused';

/** What became of a line. */
export interface ImportedUser {
  readonly line: number;
  /** As it is stored; of a refused line as it was given, null where it gave none. */
  readonly userName: string | null;
  readonly result: ImportResult;
  readonly code?: ProblemCode;
  readonly errors?: readonly FieldError[];
}

const LONGEST_NAME = 64;

export function refusedUser(line: number, given: unknown, { code, said, errors }: Problem): ImportedUser {
  const told = errors.length > 0 ? errors : [{ field: 'line', message: said }];
  return { line, userName: nameOf(given), result: 'refused', code, errors: told };
}

function nameOf(given: unknown): string | null {
  const { userName } = (given ?? {}) as { userName?: unknown };
  if (typeof userName !== 'string') return null;
  return userName.length <= LONGEST_NAME ? userName : `${userName.slice(0, LONGEST_NAME)}…`;
}
