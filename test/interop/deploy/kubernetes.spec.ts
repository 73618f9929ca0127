import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readYaml, ROOT } from '../../deploy/deploy-files';

/** Kubernetes' OpenAPI document as TypeScript's types and as validating functions, by others. */
const MODELS = 'kubernetes-models@5.1.0';
const DIRECTORY = 'deploy/kubernetes';

interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
}

describe('the manifests of deploy/kubernetes, for Kubernetes', () => {
  const resources = readdirSync(join(ROOT, DIRECTORY))
    .filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml')
    .flatMap((name) => readYaml(`${DIRECTORY}/${name}`)) as Resource[];
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ram-manifests-'));
    writeFileSync(join(directory, 'package.json'), '{ "private": true, "type": "module" }');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--silent'];
    execFileSync('npm', ['install', ...options, MODELS], { cwd: directory, stdio: 'pipe' });
  }, 120_000);
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  /** What the compiler says of them as literals of Kubernetes' types: a field that is not known is a mistake to it. */
  function mistakesIn(all: readonly Resource[]): string {
    const lines = all.flatMap(({ apiVersion, kind }, index) => [
      `import type { I${kind} as T${index} } from 'kubernetes-models/${apiVersion}/${kind}';`,
      `export const resource${index}: T${index} = ${JSON.stringify(all[index])};`,
    ]);
    writeFileSync(join(directory, 'typed.ts'), lines.join('\n'));
    const resolution = ['--ignoreConfig', '--module', 'nodenext', '--moduleResolution', 'nodenext'];
    const options = ['--noEmit', '--strict', '--skipLibCheck', ...resolution, 'typed.ts'];
    return spawnSync(join(ROOT, 'node_modules/.bin/tsc'), options, { cwd: directory, encoding: 'utf8' })
      .stdout;
  }

  it('have its types, and no field that it does not know', () => {
    expect(resources.length).toBeGreaterThan(6);
    expect(mistakesIn(resources)).toBe('');
  });

  it('would not, with a field that is written wrongly', () => {
    const wrong = JSON.parse(
      JSON.stringify(resources).replace('livenessProbe', 'livenessProb'),
    ) as Resource[];
    expect(mistakesIn(wrong)).toContain('livenessProb');
  });

  it('hold its schema', () => {
    const program = `for (const resource of JSON.parse(process.argv[1])) {
      const { [resource.kind]: Model } = await import('kubernetes-models/' + resource.apiVersion);
      new Model(resource).validate();
      console.log(resource.kind);
    }`;
    const { stdout, stderr } = spawnSync(
      'node',
      ['--input-type=module', '-e', program, JSON.stringify(resources)],
      {
        cwd: directory,
        encoding: 'utf8',
      },
    );
    expect([stderr, stdout.trim().split('\n')]).toEqual(['', resources.map(({ kind }) => kind)]);
  });
});
