import { resolve } from 'node:path';
import type { SettingReader } from './setting-reader';
import * as rules from './setting-rules';
import type { SettingsValues } from './settings';

/** Where audit events go beside the database. */
export function readAuditExport(
  reader: SettingReader,
): Pick<SettingsValues, 'auditExportFile' | 'auditExportName'> {
  const file = reader.read('AUDIT_EXPORT_FILE', rules.path);
  return {
    auditExportFile: file === undefined ? undefined : resolve(file),
    auditExportName: reader.read('AUDIT_EXPORT_NAME', rules.shortName) ?? 'main',
  };
}
