/** A version of CHANGELOG.md, which has the form of Keep a Changelog. */
export interface ChangeLogSection {
  readonly version: string;
  /** Undefined while it is not released. */
  readonly date: string | undefined;
}

const HEADING =
  /^## (?:\[?(Unreleased|\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)\]?)(?: - (\d{4}-\d{2}-\d{2}|unreleased))?$/;

export function readChangeLog(text: string): readonly ChangeLogSection[] {
  return [...text.matchAll(/^## .*$/gm)].map(([line]) => {
    const [, version, date] = HEADING.exec(line) ?? [];
    if (version === undefined) throw new Error(`CHANGELOG.md: "${line}" is no version`);
    return { version, date: date === 'unreleased' ? undefined : date };
  });
}

/** @returns why this version can not be released yet */
export function judgeChangeLog(text: string, version: string): readonly string[] {
  const [first] = readChangeLog(text);
  if (first?.version !== version) return [`CHANGELOG.md begins with ${first?.version}, not with ${version}`];
  return first.date === undefined
    ? [`CHANGELOG.md has no date for ${version}: write "## ${version} - YYYY-MM-DD"`]
    : [];
}
