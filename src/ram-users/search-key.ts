/** Parts what is searched together; no query and no field of one line can contain it. */
const SEPARATOR = '\n';

export interface Searchable {
  readonly userName: string;
  readonly displayName: string | null;
  readonly email: string | null;
}

/** The text of a user that a list is searched in. */
export function searchKey({ userName, displayName, email }: Searchable): string {
  return foldText([userName, displayName ?? '', email ?? ''].join(SEPARATOR));
}

/** The LIKE pattern that finds a query anywhere inside a search key: its own `%`, `_` and `\` stand for themselves. */
export function searchPattern(query: string): string {
  return `%${foldText(query).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** Without regard to case, and to whether an accent is a character of its own. */
function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
