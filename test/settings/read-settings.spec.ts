import { resolve } from 'node:path';
import { readSettings } from '../../src/settings/read-settings';
import { StartError } from '../../src/settings/start-error';

const WHSEC = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const SECRETS = { ADMIN_TOKEN: 'a'.repeat(32), MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };

function refusal(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    expect((error as StartError).exitCode).toBe(2);
    return (error as StartError).message;
  }
  throw new Error('The settings were taken');
}

describe('the settings', () => {
  it('have the contract’s defaults', () => {
    expect(readSettings({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      dataDir: resolve('.data'),
      adminToken: undefined,
      masterKey: undefined,
      newMasterKey: undefined,
      consoleUrl: 'http://localhost:3000/console',
      defaultDomainSuffix: 'ram.localhost',
      sessionTtlSeconds: 21_600,
      clockSkewSeconds: 60,
      rateLimitFactor: 1,
      workers: 1,
      tenantsInMemory: 1000,
      leaveSeconds: 0,
      refusedLoginDays: 7,
      auditRetentionMonths: 0,
      auditExportFile: undefined,
      auditExportUrl: undefined,
      auditExportSecrets: [],
      auditExportAuthorization: undefined,
      auditExportName: 'main',
      trustedProxies: [],
      allowPrivateMetadataUrls: false,
      organizationName: undefined,
      organizationUrl: 'http://localhost:3000',
      technicalContactEmail: undefined,
      logLevel: 'info',
      tenantLabels: 0,
      traces: false,
    });
  });

  it('count as not set where they are empty', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', CONSOLE_URL: '' })).toEqual(readSettings({}));
  });

  it('build on PORT and BASE_URL', () => {
    expect(readSettings({ PORT: '8080' }).baseUrl).toBe('http://localhost:8080');
    const { baseUrl, consoleUrl } = readSettings({ BASE_URL: 'https://SSO.example.com:443/' });
    expect([baseUrl, consoleUrl]).toEqual(['https://sso.example.com', 'https://sso.example.com/console']);
  });

  it('are read as they should be', () => {
    const settings = readSettings({
      ...SECRETS,
      HOST: '::',
      DATABASE_URL: 'postgres://u:p@db/ram?sslmode=require',
      DATA_DIR: '/var/lib/ram',
      CONSOLE_URL: 'https://console.example.com/home',
      DEFAULT_DOMAIN_SUFFIX: 'RAM.example.com',
      SESSION_TTL_SECONDS: '3600',
      CLOCK_SKEW_SECONDS: '0',
      RATE_LIMIT_FACTOR: '0.5',
      WORKERS: '8',
      TENANTS_IN_MEMORY: '5000',
      LEAVE_SECONDS: '5',
      REFUSED_LOGIN_DAYS: '0',
      AUDIT_RETENTION_MONTHS: '24',
      AUDIT_EXPORT_FILE: '/var/log/ram-sso/audit.ndjson',
      AUDIT_EXPORT_NAME: 'node-1',
      AUDIT_EXPORT_URL: 'http://siem.internal:8088/raw?token=1',
      AUDIT_EXPORT_SECRET: `${WHSEC}, ${WHSEC}`,
      AUDIT_EXPORT_AUTHORIZATION: 'Splunk 1-2-3',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      ALLOW_PRIVATE_METADATA_URLS: 'true',
      ORGANIZATION_NAME: 'Zoë & Söhne',
      ORGANIZATION_URL: 'https://www.example.com/über-uns',
      TECHNICAL_CONTACT_EMAIL: 'Sso.Team+saml@Example.com',
      LOG_LEVEL: 'debug',
      TENANT_LABELS: '50',
    });
    expect(settings).toMatchObject({
      host: '::',
      dataDir: '/var/lib/ram',
      masterKey: Buffer.alloc(32, 1),
      consoleUrl: 'https://console.example.com/home',
      defaultDomainSuffix: 'ram.example.com',
      sessionTtlSeconds: 3600,
      clockSkewSeconds: 0,
      rateLimitFactor: 0.5,
      workers: 8,
      tenantsInMemory: 5000,
      leaveSeconds: 5,
      refusedLoginDays: 0,
      auditRetentionMonths: 24,
      auditExportFile: '/var/log/ram-sso/audit.ndjson',
      auditExportName: 'node-1',
      auditExportUrl: 'http://siem.internal:8088/raw?token=1',
      auditExportSecrets: [WHSEC, WHSEC],
      auditExportAuthorization: 'Splunk 1-2-3',
      trustedProxies: ['10.0.0.0/8', '::1'],
      allowPrivateMetadataUrls: true,
      organizationName: 'Zoë & Söhne',
      organizationUrl: 'https://www.example.com/%C3%BCber-uns',
      technicalContactEmail: 'Sso.Team+saml@Example.com',
      logLevel: 'debug',
      tenantLabels: 50,
    });
  });

  it('take BASE_URL for the address of an organisation that has a name alone, and no address without one', () => {
    const named = { BASE_URL: 'https://sso.example.com', ORGANIZATION_NAME: 'ACME' };
    expect(readSettings(named).organizationUrl).toBe('https://sso.example.com');
    expect(refusal({ ORGANIZATION_URL: 'https://www.example.com' })).toMatch(
      /^ORGANIZATION_URL .*ORGANIZATION_NAME/,
    );
  });

  it.each([
    'http://localhost',
    'http://127.0.0.1:8080',
    'http://[::1]:3000',
    'http://sso.localhost',
    'https://sso.example.com',
  ])('take BASE_URL=%s', (url) => {
    expect(readSettings({ BASE_URL: url }).baseUrl).toBe(url);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '-1'],
    ['PORT', '0x10'],
    ['HOST', 'two words'],
    ['BASE_URL', 'http://sso.example.com'],
    ['BASE_URL', 'http://10.0.0.1'],
    ['BASE_URL', 'http://localhost.example.com'],
    ['BASE_URL', 'https://sso.example.com/path'],
    ['BASE_URL', 'https://sso.example.com?x=1'],
    ['BASE_URL', 'https://me@sso.example.com'],
    ['BASE_URL', 'ftp://sso.example.com'],
    ['BASE_URL', 'sso.example.com'],
    ['CONSOLE_URL', 'javascript:alert(1)'],
    ['CONSOLE_URL', 'https://me:x@example.com'],
    ['CONSOLE_URL', '/console'],
    ['DEFAULT_DOMAIN_SUFFIX', 'ram_localhost'],
    ['DEFAULT_DOMAIN_SUFFIX', '.localhost'],
    ['DEFAULT_DOMAIN_SUFFIX', `${'a'.repeat(64)}.com`],
    ['SESSION_TTL_SECONDS', '0'],
    ['SESSION_TTL_SECONDS', '99999999'],
    ['CLOCK_SKEW_SECONDS', '601'],
    ['RATE_LIMIT_FACTOR', '-1'],
    ['WORKERS', '0'],
    ['WORKERS', '65'],
    ['TENANTS_IN_MEMORY', '0'],
    ['TENANTS_IN_MEMORY', '100001'],
    ['LEAVE_SECONDS', '-1'],
    ['LEAVE_SECONDS', '301'],
    ['AUDIT_RETENTION_MONTHS', '-1'],
    ['AUDIT_RETENTION_MONTHS', '1201'],
    ['AUDIT_EXPORT_NAME', 'Node 1'],
    ['AUDIT_EXPORT_NAME', 'a'.repeat(41)],
    ['REFUSED_LOGIN_DAYS', '-1'],
    ['REFUSED_LOGIN_DAYS', '366'],
    ['REFUSED_LOGIN_DAYS', '1.5'],
    ['RATE_LIMIT_FACTOR', 'NaN'],
    ['RATE_LIMIT_FACTOR', '1e9'],
    ['TRUSTED_PROXIES', 'proxy.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.1,,10.0.0.2'],
    ['TRUSTED_PROXIES', '1'],
    ['ALLOW_PRIVATE_METADATA_URLS', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['TENANT_LABELS', '1001'],
    ['ORGANIZATION_NAME', 'a\nb'],
    ['ORGANIZATION_NAME', 'a\u2028b'],
    ['ORGANIZATION_NAME', 'a\uFFFFb'],
    ['ORGANIZATION_NAME', 'a\u202Eb'],
    ['ORGANIZATION_NAME', 'a'.repeat(257)],
    ['TECHNICAL_CONTACT_EMAIL', 'saml'],
    ['TECHNICAL_CONTACT_EMAIL', '@example.com'],
    ['TECHNICAL_CONTACT_EMAIL', 'mailto:saml@example.com'],
    ['TECHNICAL_CONTACT_EMAIL', 'a@b@example.com'],
    ['TECHNICAL_CONTACT_EMAIL', 'saml@example.com?subject=x'],
    ['TECHNICAL_CONTACT_EMAIL', 'saml@exa mple.com'],
    ['TECHNICAL_CONTACT_EMAIL', `${'a'.repeat(65)}@example.com`],
    ['ADMIN_TOKEN', 'a'.repeat(15)],
    ['ADMIN_TOKEN', `${'a'.repeat(32)} b`],
    ['MASTER_KEY', Buffer.alloc(31).toString('base64')],
    ['MASTER_KEY', '!'.repeat(44)],
    ['NEW_MASTER_KEY', Buffer.alloc(31).toString('base64')],
  ])('refuse %s=%s in a sentence', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^${name} must be [^\n]+\\.$`));
  });

  it.each(['javascript:alert(1)', 'https://me:x@example.com', 'www.example.com'])(
    'refuse ORGANIZATION_URL=%s in a sentence',
    (ORGANIZATION_URL) => {
      const message = refusal({ ORGANIZATION_NAME: 'ACME', ORGANIZATION_URL });
      expect(message).toMatch(/^ORGANIZATION_URL must be [^\n]+\.$/);
    },
  );

  it('ask for what tells the receiver of audit events that they are ours', () => {
    const AUDIT_EXPORT_URL = 'https://siem.example.com/';
    expect(refusal({ AUDIT_EXPORT_URL })).toContain('AUDIT_EXPORT_SECRET');
    expect(readSettings({ AUDIT_EXPORT_URL, AUDIT_EXPORT_SECRET: WHSEC }).auditExportSecrets).toEqual([
      WHSEC,
    ]);
    expect(
      readSettings({ AUDIT_EXPORT_URL, AUDIT_EXPORT_AUTHORIZATION: 'Bearer x' }).auditExportSecrets,
    ).toEqual([]);
  });

  it.each([
    'http://8.8.8.8/hush',
    'http://134744072:8088/hush',
    'http://169.254.169.254/hush',
    'http://0.0.0.0/hush',
    'http://[2001:4860:4860::8888]/hush',
    'http://[::ffff:8.8.8.8]/hush',
    'http://[64:ff9b::808:808]/hush',
  ])('refuse to send audit events in the clear to %s', (AUDIT_EXPORT_URL) => {
    const message = refusal({ AUDIT_EXPORT_URL, AUDIT_EXPORT_SECRET: WHSEC });
    expect(message).toMatch(/^AUDIT_EXPORT_URL must be https [^\n]+\.$/);
    expect(message).not.toContain('hush');
  });

  it.each([
    'http://10.0.0.7/',
    'http://127.0.0.1:8088/',
    'http://[fd12::1]/',
    'http://localhost/',
    'http://siem.example.com/',
    'https://8.8.8.8/',
  ])('take AUDIT_EXPORT_URL=%s', (AUDIT_EXPORT_URL) => {
    const settings = readSettings({ AUDIT_EXPORT_URL, AUDIT_EXPORT_SECRET: WHSEC });
    expect(settings.auditExportUrl).toBe(AUDIT_EXPORT_URL);
  });

  it('name all that is wrong, and no secret', () => {
    const message = refusal({
      PORT: 'x',
      LOG_LEVEL: 'x',
      DATABASE_URL: 'mysql://me:hush@db',
      ADMIN_TOKEN: 'hush',
    });
    expect(message.split('\n').map((line) => line.split(' ', 1)[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'ADMIN_TOKEN',
      'LOG_LEVEL',
      'MASTER_KEY',
    ]);
    expect(message).not.toContain('hush');
  });

  it('ask for both secrets beside DATABASE_URL', () => {
    const DATABASE_URL = 'postgres://u@db/ram';
    expect(refusal({ DATABASE_URL })).toMatch(/^ADMIN_TOKEN is missing.*\nMASTER_KEY is missing/);
    expect(refusal({ DATABASE_URL, ADMIN_TOKEN: SECRETS.ADMIN_TOKEN })).toMatch(/^MASTER_KEY is missing/);
    expect(readSettings({ DATABASE_URL, ...SECRETS }).databaseUrl).toBe(DATABASE_URL);
  });

  it.each([
    [{}, false],
    [{ OTEL_SERVICE_NAME: 'sso' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example.com/v1/traces' }, true],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
    [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' }, false],
    [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_SDK_DISABLED: 'true' }, false],
  ])('want traces of %j: %s', (env, wanted) => {
    expect(readSettings(env).traces).toBe(wanted);
  });

  it.each([
    ['AUDIT_EXPORT_URL', 'https://me:hush@siem.example.com'],
    ['AUDIT_EXPORT_URL', 'ftp://siem.example.com/?token=hush'],
    ['AUDIT_EXPORT_SECRET', 'hush'],
    ['AUDIT_EXPORT_SECRET', `whsec_${Buffer.from('hush').toString('base64')}`],
    ['AUDIT_EXPORT_AUTHORIZATION', 'Bearer hush\nx: y'],
    ['OTEL_TRACES_EXPORTER', 'console'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'udp'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://me:hush@collector.example.com'],
  ])('refuse %s=%s, without what may be secret in it', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^${name} must be [^\n]+\\.$`));
    expect(refusal({ [name]: value })).not.toContain('hush');
  });
});
