/** What a program that knows nothing of it would fail by: it still names what is gone, and does not give what is demanded. */
const BREAKING = [
  /^DROP (?!NOT NULL)/i,
  /^RENAME /i,
  /^ALTER (COLUMN )?\S+ (SET NOT NULL|DROP DEFAULT|(SET DATA )?TYPE )/i,
  /^ADD (?!CONSTRAINT )(?!.*\b(DEFAULT|GENERATED)\b(?!')).*\bNOT NULL/i,
];

/**
 * Of a migration's statements, the clauses that a program of the former release, which runs beside the new one during an upgrade, would fail by.
 * A table that is made in the same migration is none of its.
 */
export function breaksOfFormerRelease(statements: readonly string[]): string[] {
  const plain = statements.map((one) =>
    one
      .replaceAll(/--[^\n]*/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  const made = plain.flatMap((one) => /^CREATE TABLE (?:IF NOT EXISTS )?(\S+)/i.exec(one)?.[1] ?? []);
  return plain.flatMap((statement) => {
    if (/^DROP (TABLE|VIEW|TYPE|FUNCTION|SCHEMA|TRIGGER)\b/i.test(statement)) return [statement];
    const [, table = '', clauses] = /^ALTER TABLE (?:IF EXISTS |ONLY )*(\S+) (.*)$/i.exec(statement) ?? [];
    if (clauses === undefined || made.includes(table)) return [];
    return clausesOf(clauses).filter((clause) => BREAKING.some((pattern) => pattern.test(clause)));
  });
}

/** At the commas that stand in no brackets. */
function clausesOf(text: string): string[] {
  const clauses = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) clauses.push('');
    else clauses.push((clauses.pop() ?? '') + character);
  }
  return clauses.map((clause) => clause.trim());
}
