import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ApiPropertyOptional } from './openapi-decorators';
import { fieldProblem } from './field-problem';
import type { ListPage, PageRequest } from './list-page';
import { say } from '../sentences/sentence';
import { rule } from './rule';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

/** The query of every list; a list with filters extends it. */
export class ListQuery {
  @ApiPropertyOptional({
    minimum: 1,
    maximum: MAX_LIMIT,
    default: DEFAULT_LIMIT,
    type: 'integer',
    description: 'How many items a page has at most.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => readNumber(value))
  @IsInt(rule(say`must be a whole number from 1 to ${MAX_LIMIT}`))
  @Min(1, rule(say`must be a whole number from 1 to ${MAX_LIMIT}`))
  @Max(MAX_LIMIT, rule(say`must be a whole number from 1 to ${MAX_LIMIT}`))
  limit?: number;

  @ApiPropertyOptional({ description: 'The nextCursor of the page before.', maxLength: 1024 })
  @IsOptional()
  @IsString(rule(say`cursor must be a string`))
  @MaxLength(1024, rule(say`cursor must be shorter than or equal to 1024 characters`))
  cursor?: string;
}

function readNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/** @param isKey whether a cursor's content can be a sort key of this list (a made-up one must not reach the database). */
export function toPageRequest(query: ListQuery, isKey: (key: string) => boolean): PageRequest {
  return { limit: query.limit ?? DEFAULT_LIMIT, after: decodeCursor(query.cursor, isKey) };
}

/** @param rows one more than `limit` were asked for: whether it came tells whether there is a next page. */
export function toListPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => string): ListPage<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? toCursor(keyOf(last)) : null };
}

/** Of a list that knows by itself where its next page begins. */
export function toCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function decodeCursor(cursor: string | undefined, isKey: (key: string) => boolean): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  const isOurs = key !== '' && toCursor(key) === cursor && !key.includes('\0') && isKey(key);
  if (isOurs) return key;
  throw fieldProblem([
    { field: 'cursor', message: say`must be the nextCursor of an earlier page of this list` },
  ]);
}
