import type { Dependency } from './lock-file';

/** SPDX ids of licences that ask no more than to be named: they go with Apache-2.0 in a product and in an image. */
export const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
] as const;

/** What these packages say is no SPDX id, or nothing: read in their own LICENSE files, for exactly this version. */
export const READ_BY_HAND: Readonly<Record<string, string>> = {
  'htmx.org@4.0.1': '0BSD',
  'passport-strategy@1.0.0': 'MIT',
  'pause@0.0.1': 'MIT',
};

/** @returns a line for each package that may not be shipped, or of which that is not known */
export function findForbidden(
  dependencies: readonly Dependency[],
  { allowed = ALLOWED, readByHand = READ_BY_HAND }: LicenceRules = {},
): readonly string[] {
  return dependencies.flatMap(({ name, version, licence: said }) => {
    const licence = readByHand[`${name}@${version}`] ?? said;
    if (licence === undefined) return [`${name}@${version} names no licence: read it, and enter it by hand`];
    return isAllowed(licence, allowed)
      ? []
      : [`${name}@${version}: ${licence} is not among the licences allowed`];
  });
}

export interface LicenceRules {
  readonly allowed?: readonly string[];
  readonly readByHand?: Readonly<Record<string, string>>;
}

/** Of an SPDX expression: one side of OR will do, both of AND must. What is beyond that, such as WITH, is not known here. */
function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const text = expression.trim();
  const inner = /^\(([^()]*)\)$/.exec(text)?.[1] ?? text;
  if (/[()]/.test(inner)) return false;
  return inner.split(' OR ').some((side) => side.split(' AND ').every((id) => allowed.includes(id.trim())));
}
