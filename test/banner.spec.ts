import { banner } from '../src/banner';
import { readSettings } from '../src/settings/read-settings';
import { Settings } from '../src/settings/settings';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const REQUIRED = { ADMIN_TOKEN: 'a'.repeat(32), MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };

function shown(env: Readonly<Record<string, string>>): string {
  const { adminToken = '', masterKey = Buffer.alloc(0), ...settings } = readSettings({ ...REQUIRED, ...env });
  return banner({
    version: '1.2.3',
    settings: new Settings({ ...settings, adminToken, masterKey }),
    adminTokenFile: undefined,
    databaseDirectory: undefined,
  });
}

const exportLines = (text: string): string[] => text.split('\n').filter((line) => /audit/i.test(line));

describe('what is said at start of the export of audit events', () => {
  it('is whereto, each way, and under which name, without a secret', () => {
    const text = shown({
      AUDIT_EXPORT_FILE: '/var/log/ram-sso/audit.ndjson',
      AUDIT_EXPORT_NAME: 'node-2',
      AUDIT_EXPORT_URL: 'https://siem.example.com:8088/hush/raw?token=hush',
      AUDIT_EXPORT_SECRET: SECRET,
      AUDIT_EXPORT_AUTHORIZATION: 'Splunk hush',
    });
    const [line = '', ...others] = exportLines(text);
    for (const told of ['/var/log/ram-sso/audit.ndjson', 'https://siem.example.com:8088', 'node-2'])
      expect(line).toContain(told);
    expect(others).toEqual([]);
    for (const secret of ['hush', SECRET]) expect(text).not.toContain(secret);
  });

  it.each<Record<string, string>>([
    { AUDIT_EXPORT_FILE: '/var/log/ram-sso/audit.ndjson' },
    { AUDIT_EXPORT_URL: 'https://siem.example.com/', AUDIT_EXPORT_SECRET: SECRET },
  ])('is that of one way alone: %j', (env) => {
    expect(exportLines(shown(env))).toHaveLength(1);
  });

  it('is nothing where it is off', () => {
    expect(exportLines(shown({ AUDIT_EXPORT_NAME: 'node-2' }))).toEqual([]);
  });
});
