import type { ComponentChildren } from 'preact';
import type { Problem } from '../../http/problem';
import type { Language } from '../texts/language';
import { isSaidIn, Said } from './said';
import type { Screen } from './screen';

/** What was refused, above the form; each field says its own beside it. */
export function ProblemNotice({
  screen,
  problem,
  labels = {},
}: {
  readonly screen: Screen;
  readonly problem: Problem | undefined;
  readonly labels?: FieldLabels;
}) {
  if (!problem) return null;
  const { texts } = screen;
  return (
    <div class="notice bad" role="alert">
      <p>{problem.errors.length > 0 ? texts.frame.wrongFields : texts.frame.wrong}</p>
      {problem.errors.length > 0 ? (
        <ul>
          {problem.errors.map(({ field, message }) => (
            <li key={field}>
              <FieldName screen={screen} labels={labels} field={field} />
              <Said screen={screen} sentence={message} />
            </li>
          ))}
        </ul>
      ) : (
        <Detail screen={screen} problem={problem} />
      )}
      <p class="fine">
        {texts.frame.code}: <code>{problem.code}</code>
      </p>
    </div>
  );
}

/** What the fields of a page are called there: its texts, of which those that have a field's name in the API are taken. */
export type FieldLabels = object;

/** It leads to the field, where the page has it. */
function FieldName({
  screen,
  labels,
  field,
}: {
  readonly screen: Screen;
  readonly labels: FieldLabels;
  readonly field: string;
}) {
  // An item of a list, `loginNetworkMasks[2]`, stands in one field with the others.
  const [, id = field, item] = /^([^[]*)\[(\d+)\]/.exec(field) ?? [];
  const label = new Map<string, unknown>(Object.entries(labels)).get(id.replace(/^.*\./, ''));
  return (
    <>
      {typeof label === 'string' ? <a href={`#${id}`}>{label}</a> : field}
      {typeof label === 'string' && item !== undefined ? ` (${Number(item) + 1})` : ''}
      {screen.texts.frame.fieldColon}
    </>
  );
}

/** Its sentence has the facts; where that is in English alone, its code says before it what it is. */
function Detail({ screen, problem }: { readonly screen: Screen; readonly problem: Problem }) {
  return (
    <>
      {isSaidIn(screen, problem.said) ? null : <p>{screen.texts.refused.byCode[problem.code]}</p>}
      <p>
        <Said screen={screen} sentence={problem.said} />
      </p>
    </>
  );
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };
const formats = new Map<Language, Intl.DateTimeFormat>();

function formatOf(language: Language): Intl.DateTimeFormat {
  const found = formats.get(language);
  if (found) return found;
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'UTC',
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  formats.set(language, format);
  return format;
}

/** A moment for a reader anywhere: in UTC, and saying so. */
export function Instant({ screen, date }: { readonly screen: Screen; readonly date: Date | string | null }) {
  if (date === null) return <>{screen.texts.frame.none}</>;
  const at = typeof date === 'string' ? new Date(date) : date;
  return <time dateTime={at.toISOString()}>{`${formatOf(screen.language).format(at)} UTC`}</time>;
}

export interface Fact {
  readonly term: string;
  readonly value: ComponentChildren;
}

/** Names and what they are, one below the other. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface DataTableProps {
  /** Read aloud, and not shown. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: ComponentChildren;
}

/** Its rows are the children; narrow screens scroll it, by keyboard too. */
export function DataTable({ caption, columns, children }: DataTableProps) {
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="striped">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface PagerProps {
  readonly screen: Screen;
  /** With the query that narrows the list, without a cursor. */
  readonly path: string;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
  /** Where the list is on its page, where other things come before it: `#history`. */
  readonly part?: string;
}

/** Lists are paged by cursors: onward, and back to the beginning. */
export function Pager({ screen, path, cursor, nextCursor, part = '' }: PagerProps) {
  const { first, next } = screen.texts.frame;
  if (cursor === undefined && nextCursor === null) return null;
  const joint = path.includes('?') ? '&' : '?';
  return (
    <nav class="pager" aria-label={next}>
      {cursor === undefined ? null : <a href={path + part}>{first}</a>}
      {nextCursor === null ? null : (
        <a rel="next" href={`${path}${joint}cursor=${encodeURIComponent(nextCursor)}${part}`}>
          {next}
        </a>
      )}
    </nav>
  );
}

/** @param tone said by words too: never by colour alone */
export function Badge({
  tone,
  children,
}: {
  readonly tone: 'good' | 'bad' | 'warn' | 'plain';
  readonly children: ComponentChildren;
}) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** Text that is to be taken elsewhere, with a button for it where there is script. */
export function CopyText({
  screen,
  id,
  text,
}: {
  readonly screen: Screen;
  readonly id: string;
  readonly text: string;
}) {
  const { copy, copied } = screen.texts.frame;
  return (
    <span class="copy">
      <code id={id}>{text}</code>
      <button type="button" class="outline secondary small" data-copy={`#${id}`} data-copied={copied}>
        {copy}
      </button>
    </span>
  );
}
