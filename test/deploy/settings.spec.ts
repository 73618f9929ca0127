import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectionsOf } from '../../src/database/pool-sizes';
import { readSettings } from '../../src/settings/read-settings';
import { SECRET_SETTINGS } from '../../src/settings/secret-files';
import { startAppWithRoutes } from '../support/routes';
import { drainSeconds, read, readEnvironment, readYaml, ROOT, settingNames } from './deploy-files';

const files = readdirSync(join(ROOT, 'deploy'), { recursive: true, encoding: 'utf8', withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));

const known = new Set<string>([...settingNames, ...SECRET_SETTINGS.map((name) => `${name}_FILE`)]);

describe('what deploy/ sets', () => {
  it('can be compared with what the service reads', () => {
    expect(settingNames).toEqual(expect.arrayContaining(['PORT', 'MASTER_KEY', 'LOG_LEVEL']));
    expect(files).toEqual(expect.arrayContaining(['deploy/kubernetes/deployment.yaml']));
    expect(drainSeconds).toBeGreaterThan(0);
  });

  it.each<[string, string[]]>([
    ['deploy/systemd/ram-sso.env', []],
    ['deploy/kubernetes/settings.env', []],
    // Caddy's.
    ['deploy/compose/settings.env', ['DOMAIN']],
  ])('%s has settings of the service, with values that it takes', (path, others) => {
    const settings = Object.fromEntries(
      Object.entries(readEnvironment(path)).filter(([name]) => !others.includes(name)),
    );
    expect(Object.keys(settings).filter((name) => !known.has(name))).toEqual([]);
    expect(readSettings(settings).baseUrl).toBe('https://sso.example.com');
  });

  it('is a setting of the service wherever an environment is written', () => {
    const named = [
      ...read('deploy/kubernetes/deployment.yaml').matchAll(/- name: ([A-Z_]+)$/gm),
      ...read('deploy/compose/compose.yaml').matchAll(/^ {4}((?!POSTGRES_)[A-Z_]+): /gm),
      ...read('deploy/systemd/external-postgres.conf').matchAll(/([A-Z_]+)=%d/g),
      ...read('deploy/systemd/ram-sso.service').matchAll(/[= ]((?!NODE_ENV)[A-Z_]+)=/g),
    ].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(9);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has an HAProxy that has heard of a node that leaves before that closes its connections', () => {
    const file = read('deploy/haproxy/haproxy.cfg');
    const numberIn = (pattern: RegExp) => Number(pattern.exec(file)?.[1]);
    const heardAfter =
      numberIn(/ inter (\d+)s /) * numberIn(/ fall (\d+) /) + numberIn(/timeout check (\d+)s$/m);
    expect(heardAfter).toBeLessThanOrEqual(numberIn(/LEAVE_SECONDS=(\d+)/));
    // What was sent may have been done.
    expect([...file.matchAll(/retry-on (.+)$/gm)].map(([, cases]) => cases)).toEqual(['conn-failure']);
  });

  it('has an HAProxy that keeps the metrics from the public, however their path is written', () => {
    // A node takes `/%6detrics` for `/metrics`; HAProxy compares what was sent unless it is told to decode it.
    expect(read('deploy/haproxy/haproxy.cfg')).toMatch(
      / return status 404 if \{ path,url_dec [^}]*\/metrics \}$/m,
    );
  });

  it.each(['deploy/compose/settings.env', 'docker-compose.yml'])(
    '%s shows how traces are switched on, by settings that OpenTelemetry has',
    (path) => {
      const lines = [...read(path).matchAll(/^ *# (OTEL_[A-Z_]+)(?:=|: )(.+)$/gm)];
      const shown = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
      expect(readSettings(shown).traces).toBe(true);
      const [, traces = ''] = /^## Traces$([\s\S]*)/m.exec(read('docs/monitoring.md')) ?? [];
      expect(Object.keys(shown).filter((name) => !traces.includes(`\`${name}\``))).toEqual([]);
    },
  );

  it('hands every setting on that the service has, where Compose tries one node', () => {
    const [{ services }] = readYaml('docker-compose.yml') as [
      { services: { 'ram-sso': { environment: Record<string, string> } } },
    ];
    // The image has these.
    const ofImage = ['HOST', 'PORT', 'DATA_DIR'];
    const given = Object.keys(services['ram-sso'].environment);
    expect(given.sort()).toEqual(settingNames.filter((name) => !ofImage.includes(name)).sort());
  });

  it('leaves a Postgres of a hundred connections room for two nodes, and one more that takes a place', () => {
    // Three are kept for its superuser, and each node takes two more while it migrates.
    expect(2 * connectionsOf(1) + 2).toBeLessThan(100 - 3);
    expect(3 * connectionsOf(1)).toBeLessThan(100);
  });

  it('asks addresses that the service has', async () => {
    const asked = files
      .filter((file) => /\.(ya?ml|service|sh|cfg)$|Caddyfile$/.test(file))
      .concat('Dockerfile', 'docker-compose.yml')
      .flatMap((file) => [...read(file).matchAll(/(?:(?:path|health_uri|GET):? |3000|PORT\})(\/[a-z]+)/g)])
      .map(([, path = '']) => path);
    const { app, routes } = await startAppWithRoutes();
    try {
      const urls = new Set(routes.map(({ url }) => url));
      expect([...new Set(asked)].sort()).toEqual(['/healthz', '/metrics', '/readyz']);
      expect(asked.filter((path) => !urls.has(path))).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
