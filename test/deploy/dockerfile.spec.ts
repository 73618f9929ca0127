import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drainSeconds, read, readYaml, ROOT, settingNames } from './deploy-files';

interface Step {
  readonly word: string;
  readonly rest: string;
}

/** The steps of each stage, lines that go on joined. */
function stagesOf(text: string): Step[][] {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n/g, '')
    .split('\n');
  const steps = lines.flatMap((line) => {
    const [, word, rest] = /^([A-Z]+) +(.*)$/.exec(line) ?? [];
    return word !== undefined && rest !== undefined ? [{ word, rest }] : [];
  });
  const stages: Step[][] = [];
  for (const step of steps) {
    if (step.word === 'FROM') stages.push([]);
    stages.at(-1)?.push(step);
  }
  return stages;
}

describe('the Dockerfile', () => {
  const stages = stagesOf(read('Dockerfile'));
  const last = stages.at(-1) ?? [];
  const all = stages.flat();
  const of = (word: string, steps = all) =>
    steps.filter((step) => step.word === word).map(({ rest }) => rest);

  it('is built from one image, of an exact version that the service runs on', () => {
    const image = /^ARG NODE_IMAGE=node:(\d+\.\d+\.\d+)-[a-z]+-slim$/m.exec(read('Dockerfile'))?.[1] ?? '';
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const least = engines.node.replace('>=', '');
    expect(image.localeCompare(least, 'en', { numeric: true })).toBe(1);
    expect(of('FROM').map((rest) => rest.split(' ')[0])).toEqual(stages.map(() => '${NODE_IMAGE}'));
  });

  it('copies what there is, and what .dockerignore lets in', () => {
    const admitted = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = of('COPY')
      .filter((rest) => !rest.startsWith('--from='))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    expect(copied.length).toBeGreaterThan(8);
    for (const path of copied) expect(existsSync(join(ROOT, path))).toBe(true);
    expect([...new Set(copied)].sort()).toEqual(admitted.sort());
  });

  it('fetches nothing but what the lock file names, and runs no script of it', () => {
    expect(of('ADD')).toEqual([]);
    const installs = of('RUN').filter((rest) => /\bnpm\b.*\b(ci|i|install)\b/.test(rest));
    for (const rest of installs) expect(rest).toMatch(/^npm ci( --omit=dev)? --ignore-scripts( |$)/);
    expect(installs).toHaveLength(2);
    expect(of('RUN').filter((rest) => /curl|wget|apt/.test(rest))).toEqual([]);
  });

  it('ships no source, no secret and no way to install, and runs as nobody in particular', () => {
    expect(of('COPY', last).map((rest) => rest.split(' ')[0])).toEqual(['--from=dependencies', 'LICENSE']);
    expect(of('USER', last)).toEqual(['1000:1000']);
    expect(of('RUN', last)[0]).toMatch(/^rm -rf \/usr\/local\/lib\/node_modules /);
    const environment = of('ENV', last).flatMap((rest) =>
      rest.split(' ').map((one) => one.split('=')[0] ?? ''),
    );
    expect(environment.filter((name) => name !== 'NODE_ENV' && !settingNames.includes(name))).toEqual([]);
    expect(environment).not.toContain('MASTER_KEY');
  });

  it('gets the signals itself, and says whether it is ready', () => {
    expect(of('CMD', last)).toEqual(['["ram-sso", "serve"]']);
    expect(of('ENTRYPOINT')).toEqual([]);
    expect(of('HEALTHCHECK', last)[0]).toMatch(/--start-period=600s .*CMD \["node", .*\/readyz/);
    const [{ services }] = readYaml('docker-compose.yml') as [
      { services: { 'ram-sso': { stop_grace_period: string; read_only: boolean } } },
    ];
    expect(parseInt(services['ram-sso'].stop_grace_period)).toBeGreaterThan(drainSeconds);
    expect(services['ram-sso'].read_only).toBe(true);
  });
});
