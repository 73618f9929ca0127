/** A value as people read it, and as CSV has it. */
export type Cell = string | number | boolean | null | undefined | object;

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/;

/** What stands at a path such as `saml.requestBinding`; undefined where there is nothing. */
export function valueAt(item: unknown, path: string): Cell {
  let found: unknown = item;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found as Cell;
}

/** For people: times without their T, lists with commas, nothing for null. */
export function readable(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return readable(value.toISOString());
  if (Array.isArray(value)) return value.map((one) => readable(one as Cell)).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, one]) => `${name}=${readable(one as Cell)}`)
      .join(' ');
  }
  return typeof value === 'string' ? value.replace(INSTANT, '$1 $2Z') : String(value);
}

/** For programs: what is no plain value is JSON. */
export function csvValue(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Every plain value of an item with its path, as a table of one item shows it. */
export function flatten(item: object, prefix = ''): [string, Cell][] {
  return Object.entries(item).flatMap(([name, value]): [string, Cell][] => {
    const isNested =
      typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
    return isNested ? flatten(value as object, `${prefix}${name}.`) : [[`${prefix}${name}`, value as Cell]];
  });
}
