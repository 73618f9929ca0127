import { readFileSync } from 'node:fs';
import type { Environment } from './environment';

/** These may stand in a file that the setting's name and `_FILE` tells: neither `docker inspect` nor /proc then shows them. */
export const SECRET_SETTINGS = ['DATABASE_URL', 'ADMIN_TOKEN', 'MASTER_KEY', 'NEW_MASTER_KEY'] as const;

export interface SecretFiles {
  readonly values: Environment;
  /** A sentence for each that can't be had; none says what is in a file. */
  readonly wrong: readonly string[];
}

export function readSecretFiles(env: Environment): SecretFiles {
  const values: Record<string, string> = {};
  const wrong: string[] = [];
  for (const name of SECRET_SETTINGS) {
    const path = env[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (env[name]?.trim()) wrong.push(`${name} and ${name}_FILE are both set: set one of them.`);
    else
      readOrExplain(
        path,
        (value) => (values[name] = value),
        (why) => wrong.push(`${name}_FILE ${why}`),
      );
  }
  return { values, wrong };
}

function readOrExplain(path: string, found: (value: string) => void, refuse: (why: string) => void): void {
  const shown = JSON.stringify(path);
  try {
    const value = readFileSync(path, 'utf8').trim();
    if (value === '') refuse(`must name a file that holds the value; ${shown} is empty.`);
    else found(value);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    refuse(`must name a file that the service may read; ${shown} can not be read (${code}).`);
  }
}
