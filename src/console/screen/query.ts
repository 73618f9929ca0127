/** The query of an address with these fields but one: `?code=x`, or nothing. */
export function queryWithout(fields: Readonly<Record<string, string>>, without: string): string {
  const others = Object.entries(fields).filter(([name]) => name !== without);
  return others.length === 0 ? '' : `?${new URLSearchParams(others).toString()}`;
}
