const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789.-_';

/** Of longer ones there are too many, and a slip is a small part of them. */
const LONGEST = 32;

/** Every name that differs from this one by one slip: a letter too many, too few, another one, or two exchanged. */
export function namesOneSlipAway(name: string): string[] {
  if (name.length > LONGEST) return [];
  const names = new Set<string>();
  for (let place = 0; place <= name.length; place += 1) {
    const [before, rest] = [name.slice(0, place), name.slice(place)];
    for (const letter of LETTERS) {
      names.add(before + letter + rest);
      if (rest !== '') names.add(before + letter + rest.slice(1));
    }
    if (rest !== '') names.add(before + rest.slice(1));
    if (rest.length > 1) names.add(`${before}${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`);
  }
  names.delete(name);
  names.delete('');
  return [...names];
}

/** How many slips lie between two names (optimal string alignment). */
export function slipsBetween(one: string, other: string): number {
  let [last, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isExchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        at(next, j - 1) + 1,
        at(row, j) + 1,
        at(row, j - 1) + (isSame ? 0 : 1),
        isExchanged ? at(last, j - 2) + 1 : Infinity,
      );
    }
    [last, row] = [row, next];
  }
  return at(row, other.length);
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Infinity;
}
