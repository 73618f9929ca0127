import { resolve } from 'node:path';
import { readAuditExport } from './read-audit-export';
import { readTraces } from './read-traces';
import type { SettingsValues } from './settings';
import * as rules from './setting-rules';
import type { Environment } from './environment';
import { SettingReader } from './setting-reader';

/** What the environment alone says: the two secrets may be missing, and are then kept in the data directory. */
export type EnvironmentSettings = Omit<SettingsValues, 'adminToken' | 'masterKey'> & {
  readonly adminToken: string | undefined;
  readonly masterKey: Buffer | undefined;
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const WEEK_SECONDS = 604_800;

/** Reads every setting of the contract; throws one `StartError` that has a line for each wrong one. */
export function readSettings(env: Environment): EnvironmentSettings {
  const reader = new SettingReader(env);
  const port = reader.read('PORT', rules.wholeNumber(1, 65_535)) ?? 3000;
  const baseUrl = reader.read('BASE_URL', rules.origin) ?? `http://localhost:${port}`;
  const settings: EnvironmentSettings = {
    host: reader.read('HOST', rules.host) ?? '127.0.0.1',
    port,
    baseUrl,
    databaseUrl: reader.read('DATABASE_URL', rules.postgresUrl),
    dataDir: resolve(reader.read('DATA_DIR', rules.path) ?? '.data'),
    adminToken: reader.read('ADMIN_TOKEN', rules.adminToken),
    masterKey: reader.read('MASTER_KEY', rules.masterKey),
    newMasterKey: reader.read('NEW_MASTER_KEY', rules.masterKey),
    consoleUrl: reader.read('CONSOLE_URL', rules.webAddress) ?? `${baseUrl}/console`,
    defaultDomainSuffix: reader.read('DEFAULT_DOMAIN_SUFFIX', rules.domain) ?? 'ram.localhost',
    sessionTtlSeconds: reader.read('SESSION_TTL_SECONDS', rules.wholeNumber(1, WEEK_SECONDS)) ?? 21_600,
    clockSkewSeconds: reader.read('CLOCK_SKEW_SECONDS', rules.wholeNumber(0, 600)) ?? 60,
    rateLimitFactor: reader.read('RATE_LIMIT_FACTOR', rules.number(0, 1000)) ?? 1,
    workers: reader.read('WORKERS', rules.wholeNumber(1, rules.MOST_WORKERS)) ?? 1,
    tenantsInMemory: reader.read('TENANTS_IN_MEMORY', rules.wholeNumber(1, 100_000)) ?? 1000,
    leaveSeconds: reader.read('LEAVE_SECONDS', rules.wholeNumber(0, 300)) ?? 0,
    refusedLoginDays: reader.read('REFUSED_LOGIN_DAYS', rules.wholeNumber(0, 365)) ?? 7,
    auditRetentionMonths: reader.read('AUDIT_RETENTION_MONTHS', rules.wholeNumber(0, 1200)) ?? 0,
    ...readAuditExport(reader),
    trustedProxies: reader.read('TRUSTED_PROXIES', rules.addresses) ?? [],
    allowPrivateMetadataUrls:
      reader.read('ALLOW_PRIVATE_METADATA_URLS', rules.oneOf('true', 'false')) === 'true',
    organizationName: reader.read('ORGANIZATION_NAME', rules.oneLine(256)),
    organizationUrl: reader.read('ORGANIZATION_URL', rules.webAddress) ?? baseUrl,
    technicalContactEmail: reader.read('TECHNICAL_CONTACT_EMAIL', rules.email),
    logLevel: reader.read('LOG_LEVEL', rules.oneOf(...LOG_LEVELS)) ?? 'info',
    tenantLabels: reader.read('TENANT_LABELS', rules.wholeNumber(0, 1_000)) ?? 0,
    traces: readTraces(reader),
  };
  checkTogether(reader);
  reader.finish();
  return settings;
}

/** What no setting's own rule can tell. */
function checkTogether(reader: SettingReader): void {
  if (reader.has('ORGANIZATION_URL') && !reader.has('ORGANIZATION_NAME')) {
    reader.refuse(
      'ORGANIZATION_URL is set, and ORGANIZATION_NAME is not: the metadata have both or neither.',
    );
  }
  if (reader.has('DATABASE_URL')) {
    reader.requireWithDatabaseUrl('ADMIN_TOKEN', 'openssl rand -hex 32');
    reader.requireWithDatabaseUrl('MASTER_KEY', 'openssl rand -base64 32');
  }
}
