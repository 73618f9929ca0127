/** The query of an address with these fields, as far as they are there: `?code=x`, or nothing. */
export function queryOf(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** The same with these fields but one. */
export function queryWithout(fields: Readonly<Record<string, string>>, without: string): string {
  return queryOf({ ...fields, [without]: undefined });
}
