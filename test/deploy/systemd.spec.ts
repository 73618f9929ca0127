import { drainSeconds, read, readEnvironment, secondsIn, version } from './deploy-files';

/** `Key=value` lines of a section; systemd lets a key stand several times. */
function sectionOf(unit: string, name: string): Map<string, string[]> {
  const [, body = ''] = new RegExp(`^\\[${name}\\]$([\\s\\S]*?)(?=^\\[|(?![\\s\\S]))`, 'm').exec(unit) ?? [];
  const keys = new Map<string, string[]>();
  for (const [, key = '', value = ''] of body.matchAll(/^([A-Za-z]+)=(.*)$/gm))
    keys.set(key, [...(keys.get(key) ?? []), value]);
  return keys;
}

describe('deploy/systemd', () => {
  const service = sectionOf(read('deploy/systemd/ram-sso.service'), 'Service');
  const dropIn = sectionOf(read('deploy/systemd/external-postgres.conf'), 'Service');

  it('runs the command that the package has', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    expect(Object.keys(bin)).toEqual(['ram-sso']);
    expect(service.get('ExecStart')).toEqual(['/opt/ram-sso/node_modules/.bin/ram-sso serve']);
    expect(read('src/main.ts')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('begins it again after a fault, and not where a setting is wrong', () => {
    expect(service.get('Restart')).toEqual(['on-failure']);
    expect(service.get('RestartPreventExitStatus')).toEqual(['2']);
    expect(service.get('KillMode')).toEqual(['mixed']);
  });

  it('lets it end in peace whatever LEAVE_SECONDS is, its workers and the embedded Postgres too', () => {
    const longestLeave = Number(
      /'LEAVE_SECONDS', rules\.wholeNumber\(0, (\d+)\)/.exec(read('src/settings/read-settings.ts'))?.[1],
    );
    const drain = Math.max(drainSeconds, secondsIn('src/workers/workers.ts', 'KILL_AFTER_MS'));
    const needed = longestLeave + drain + secondsIn('src/database/embedded-postgres.ts', 'STOP_TIMEOUT_MS');
    const [given] = service.get('TimeoutStopSec') ?? [];
    expect(Number(/^(\d+)s$/.exec(given ?? '')?.[1])).toBeGreaterThan(needed);
  });

  it('lets it write where its data are, and nowhere else', () => {
    const directory = `/var/lib/${service.get('StateDirectory')?.[0] ?? ''}`;
    expect(service.get('Environment')?.[0]).toContain(`DATA_DIR=${directory}`);
    expect(service.get('StateDirectoryMode')).toEqual(['0700']);
    expect([service.get('LogsDirectory'), service.get('LogsDirectoryMode')]).toEqual([['ram-sso'], ['0700']]);
    expect(service.get('ProtectSystem')).toEqual(['strict']);
    expect(service.has('ReadWritePaths')).toBe(false);
    expect(service.get('CapabilityBoundingSet')).toEqual(['']);
    // V8 would not start.
    expect(service.has('MemoryDenyWriteExecute')).toBe(false);
  });

  it('gives it as a credential each secret that it reads, and none in the environment', () => {
    const credentials = dropIn.get('LoadCredential')?.map((one) => one.split(':')[0]);
    const read = [...(dropIn.get('Environment')?.[0] ?? '').matchAll(/([A-Z_]+)_FILE=%d\/([a-z-]+)/g)];
    expect(read.map(([, name]) => name)).toEqual(['DATABASE_URL', 'ADMIN_TOKEN', 'MASTER_KEY']);
    expect(read.map(([, , file]) => file)).toEqual(credentials);
    const settings = Object.keys(readEnvironment('deploy/systemd/ram-sso.env'));
    expect(settings.filter((name) => /TOKEN|KEY|DATABASE/.test(name))).toEqual([]);
  });
});
