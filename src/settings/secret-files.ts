import { readFileSync } from 'node:fs';
import * as rules from './setting-rules';

/** These may stand in a file that the setting's name and `_FILE` tells: neither `docker inspect` nor /proc then shows them. */
export const SECRET_SETTINGS = [
  'DATABASE_URL',
  'ADMIN_TOKEN',
  'MASTER_KEY',
  'NEW_MASTER_KEY',
  'AUDIT_EXPORT_URL',
  'AUDIT_EXPORT_SECRET',
  'AUDIT_EXPORT_AUTHORIZATION',
] as const;

/** The path of a file. @returns what is in it, which is never shown */
export const secretFile: rules.Rule<string> = (path) => {
  const shown = JSON.stringify(path);
  const value = textOf(path, shown);
  if (value !== '') return value;
  throw new rules.WrongSetting(`the path of a file that holds the value; ${shown} is empty`);
};

function textOf(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new rules.WrongSetting(
      `the path of a file that the service may read; ${shown} can not be read (${code})`,
      { cause },
    );
  }
}
