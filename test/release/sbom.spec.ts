import { join } from 'node:path';
import { productionDependencies, readLockFile } from '../../scripts/release/lock-file';
import { type Sbom, writeSbom } from '../../scripts/release/sbom';

const ROOT = join(__dirname, '../..');

describe('the SBOM', () => {
  let sbom: Sbom;
  beforeAll(() => {
    sbom = writeSbom(ROOT);
  }, 60_000);

  it('is one of CycloneDX, of this package', () => {
    const purl = expect.stringMatching(/^pkg:npm\/ram-sso@/) as string;
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      serialNumber: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) as string,
      metadata: { component: { name: 'ram-sso', type: 'application', purl } },
    });
  });

  it('names each package that is shipped, and no other', () => {
    const dependencies = productionDependencies(readLockFile(join(ROOT, 'package-lock.json')));
    const shipped = dependencies.map(({ name, version }) => `${name}@${version}`);
    expect(shipped.length).toBeGreaterThan(100);
    expect(sbom.components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(shipped.sort());
  });

  it('says of each what it is, and by which bytes', () => {
    const wrong = sbom.components.filter(
      ({ type, purl, hashes = [] }) =>
        type !== 'library' || !purl.startsWith('pkg:npm/') || !hashes.some(({ alg }) => alg === 'SHA-512'),
    );
    expect(wrong).toEqual([]);
  });

  it('says who needs whom, of what it names alone', () => {
    const refs = [sbom.metadata.component, ...sbom.components].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(sbom.dependencies.map(({ ref }) => ref).sort()).toEqual(refs.sort());
    const named = sbom.dependencies.flatMap(({ dependsOn = [] }) => dependsOn);
    expect(named.filter((ref) => !refs.includes(ref))).toEqual([]);
    const own = sbom.dependencies.find(({ ref }) => ref === sbom.metadata.component['bom-ref']);
    expect(own?.dependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^@nestjs\/core@/)]));
  });
});
