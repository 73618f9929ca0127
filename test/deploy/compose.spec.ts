import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/settings/read-settings';
import { drainSeconds, read, readYaml, ROOT, version } from './deploy-files';

interface Container {
  image: string;
  build?: string;
  read_only?: boolean;
  restart: string;
  cap_drop: string[];
  security_opt: string[];
  stop_grace_period?: string;
  ports?: string[];
  networks: string[] | Record<string, { ipv4_address: string }>;
  volumes?: string[];
  secrets?: string[];
  environment?: Record<string, string>;
  env_file?: string;
  healthcheck: { test: string[]; timeout: string; interval: string };
}

interface Compose {
  services: Record<'node-1' | 'node-2' | 'caddy' | 'postgres', Container>;
  networks: Record<string, { internal?: boolean } | undefined>;
  volumes: Record<string, null>;
  secrets: Record<string, { file: string }>;
}

describe('deploy/compose', () => {
  const [file] = readYaml('deploy/compose/compose.yaml') as [Compose];
  const { services } = file;
  const containers = Object.entries(services);

  it('has two nodes that are the same, behind one Caddy, on one Postgres', () => {
    expect(Object.keys(services).sort()).toEqual(['caddy', 'node-1', 'node-2', 'postgres']);
    expect(services['node-1']).toEqual(services['node-2']);
    const nodes = /\{\$NODES:([^}]+)\}/.exec(read('deploy/compose/Caddyfile'))?.[1];
    expect(nodes?.split(' ')).toEqual(['node-1:3000', 'node-2:3000']);
  });

  it.each(containers)('%s can do no more than it must, and comes back', (_, one) => {
    expect(one).toMatchObject({
      restart: 'unless-stopped',
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(one.healthcheck.test[0]).toBe('CMD');
    expect(one.image).toMatch(/^[a-z-]+:(\d+|\$\{RAM_SSO_VERSION:-\d+\.\d+\.\d+\})$/);
  });

  it('has nodes of this version whose files can not be written, and that may end in peace', () => {
    const node = services['node-1'];
    expect(node.image).toBe(`ram-sso:\${RAM_SSO_VERSION:-${version}}`);
    expect(existsSync(join(ROOT, 'deploy/compose', node.build ?? '', 'Dockerfile'))).toBe(true);
    expect(node.read_only).toBe(true);
    const leaveSeconds = Number(node.environment?.LEAVE_SECONDS);
    expect(parseInt(node.stop_grace_period ?? '0')).toBeGreaterThan(leaveSeconds + drainSeconds);
  });

  it('has a Caddy that has heard of a node that leaves before that closes its connections', () => {
    const caddyfile = read('deploy/compose/Caddyfile');
    const [interval, timeout] = ['health_interval', 'health_timeout'].map((name) =>
      Number(new RegExp(`^\\s*${name} (\\d+)s$`, 'm').exec(caddyfile)?.[1]),
    );
    const leaveSeconds = Number(services['node-1'].environment?.LEAVE_SECONDS);
    expect(leaveSeconds).toBeGreaterThanOrEqual((interval ?? NaN) + (timeout ?? NaN));
    // What was sent may have been done.
    expect(caddyfile).not.toContain('lb_retry_match');
  });

  it('shows nothing but Caddy to the outside, and Postgres no way there', () => {
    const published = containers.filter(([, one]) => one.ports).map(([name]) => name);
    expect(published).toEqual(['caddy']);
    expect(services.postgres.networks).toEqual(['back']);
    expect(file.networks.back).toEqual({ internal: true });
  });

  it('believes Caddy alone', () => {
    const networks = services.caddy.networks as Record<string, { ipv4_address: string }>;
    expect(networks.front?.ipv4_address).toBe(services['node-1'].environment?.TRUSTED_PROXIES);
  });

  it('names volumes, networks and files that there are', () => {
    const mounts = containers.flatMap(([, one]) => one.volumes ?? []).map((one) => one.split(':')[0] ?? '');
    for (const mount of mounts) {
      if (mount.startsWith('.')) expect(existsSync(join(ROOT, 'deploy/compose', mount))).toBe(true);
      else expect(file.volumes).toHaveProperty(mount);
    }
    const networks = containers.flatMap(([, { networks: names }]) =>
      Array.isArray(names) ? names : Object.keys(names),
    );
    expect([...new Set(networks)].sort()).toEqual(Object.keys(file.networks).sort());
    expect(existsSync(join(ROOT, 'deploy/compose', services['node-1'].env_file ?? ''))).toBe(true);
  });

  describe('make-secrets.sh', () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'ram-compose-'));
      cpSync(join(ROOT, 'deploy/compose/make-secrets.sh'), join(directory, 'make-secrets.sh'));
    });
    afterEach(() => {
      rmSync(directory, { recursive: true });
    });

    const make = () => execFileSync(join(directory, 'make-secrets.sh'), { stdio: 'pipe' });
    const contents = () =>
      Object.values(file.secrets).map((one) => readFileSync(join(directory, one.file), 'utf8').trim());

    it('makes every secret that is used, as the service takes it', () => {
      make();
      const used = containers.flatMap(([, { secrets = [] }]) => secrets);
      expect([...new Set(used)].sort()).toEqual(Object.keys(file.secrets).sort());
      const given = Object.entries(services['node-1'].environment ?? {}).filter(([, path]) =>
        path.startsWith('/run/secrets/'),
      );
      const settings = readSettings(
        Object.fromEntries(
          given.map(([name, path]) => [
            name,
            join(directory, file.secrets[path.slice('/run/secrets/'.length)]?.file ?? ''),
          ]),
        ),
      );
      const [password, url = ''] = contents();
      expect(settings).toMatchObject({ databaseUrl: url, masterKey: expect.any(Buffer) as Buffer });
      expect(new URL(url)).toMatchObject({ hostname: 'postgres', password, pathname: '/ram_sso' });
      expect(new Set(contents()).size).toBe(4);
    });

    it('lets only its owner in, and leaves what is there', () => {
      make();
      const before = contents();
      writeFileSync(join(directory, 'secrets/unknown'), '');
      make();
      expect(contents()).toEqual(before);
      expect((statSync(join(directory, 'secrets')).mode & 0o777).toString(8)).toBe('700');
    });
  });
});
