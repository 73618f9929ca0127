import { stringify } from 'csv-stringify/sync';
import { CSV_FIELDS, writeCell } from '../import/csv-fields';
import type { ImportFormat } from '../import/open-import';
import { profileOf, type RamUserProfile } from '../ram-user-profile';
import type { RamUserEntity } from '../ram-user.entity';

/** Users as an import takes them. NDJSON has every field, null too; of CSV an empty cell is one that is not set. */
export async function* writeUsers(
  format: ImportFormat,
  batches: AsyncIterable<readonly RamUserEntity[]>,
): AsyncGenerator<string> {
  if (format === 'csv') yield `${CSV_FIELDS.join(',')}\n`;
  const write = format === 'csv' ? toCsv : toNdjson;
  for await (const users of batches) yield write(users.map(profileOf));
}

function toNdjson(profiles: readonly RamUserProfile[]): string {
  return profiles.map((profile) => `${JSON.stringify(profile)}\n`).join('');
}

function toCsv(profiles: readonly RamUserProfile[]): string {
  return stringify(
    profiles.map((profile) => CSV_FIELDS.map((field) => writeCell(field, profile[field] ?? ''))),
  );
}
