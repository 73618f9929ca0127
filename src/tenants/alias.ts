import { Problem } from '../http/problem';
import { say } from '../sentences/sentence';

export const ALIAS = /^[a-z0-9-]{3,50}$/;

/** Anything else needs no look-up, and must not reach SQL (a NUL would be refused there). */
export function isAlias(text: string): boolean {
  return ALIAS.test(text);
}

export function tenantNotFound(alias: string): Problem {
  const named = isAlias(alias) ? say`the alias ${alias}` : say`that alias: one has 3 to 50 of a-z, 0-9 and -`;
  return new Problem('tenant.not_found', say`There is no tenant with ${named}.`);
}
