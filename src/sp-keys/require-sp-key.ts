import { Problem } from '../http/problem';
import type { PublicSpKey } from './sp-keys.repository';
import { say } from '../sentences/sentence';

/** Throws `not_found`. */
export function requireSpKey(keys: readonly PublicSpKey[], id: string): PublicSpKey {
  const key = keys.find((one) => one.id === id.toLowerCase());
  if (!key) throw spKeyNotFound();
  return key;
}

export function spKeyNotFound(): Problem {
  return new Problem(
    'not_found',
    say`The tenant has no SP key with that id: it may have been deleted, or made way for another.`,
  );
}
