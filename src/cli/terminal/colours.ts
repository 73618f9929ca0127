import pc from 'picocolors';
import type { Environment } from '../../settings/environment';

export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** Colours are for terminals; NO_COLOR switches them off there (no-color.org), FORCE_COLOR on elsewhere. */
export function coloursFor(env: Environment, stream: { readonly isTTY?: boolean }): Colours {
  return pc.createColors(isColoured(env, stream));
}

export function isColoured(env: Environment, stream: { readonly isTTY?: boolean }): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return !['0', 'false'].includes(env.FORCE_COLOR);
  return stream.isTTY === true && env.TERM !== 'dumb';
}
