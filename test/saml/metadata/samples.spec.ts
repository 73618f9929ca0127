import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MetadataError } from '../../../src/saml/metadata/metadata-error';
import { readIdpMetadata } from '../../../src/saml/metadata/read-idp-metadata';

interface Sample {
  readonly file: string;
  readonly entityIdParam: string | null;
  readonly expect: {
    readonly entityId: string;
    readonly ssoServices: readonly { readonly binding: string; readonly location: string }[];
    readonly sha256Fingerprints: readonly string[];
    readonly wantAuthnRequestsSigned: boolean;
  } | null;
}

const FOLDER = join(__dirname, '../../fixtures/metadata');
const SAMPLES = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as readonly Sample[];

function read({ file, entityIdParam }: Sample) {
  const bytes = readFileSync(join(FOLDER, file));
  return readIdpMetadata(bytes, { entityId: entityIdParam ?? undefined });
}

const usable = SAMPLES.filter((sample) => sample.expect !== null);
const unusable = SAMPLES.filter((sample) => sample.expect === null);
const severalIdps = SAMPLES.filter(({ entityIdParam }) => entityIdParam !== null);

describe('metadata from the field', () => {
  it('is all expected', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.xml'));
    expect(SAMPLES.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it.each(usable)('$file is read', (sample) => {
    const { entityId, ssoServices, signingCertificates, wantAuthnRequestsSigned } = read(sample);
    const sha256Fingerprints = signingCertificates.map(({ sha256Fingerprint }) => sha256Fingerprint);
    expect({ entityId, ssoServices, sha256Fingerprints, wantAuthnRequestsSigned }).toEqual(sample.expect);
  });

  it.each(unusable)('$file is refused: it has no usable signing certificate', (sample) => {
    expect(() => read(sample)).toThrow(MetadataError);
  });

  it.each(severalIdps)('$file needs the entityID', (sample) => {
    expect(() => read({ ...sample, entityIdParam: null })).toThrow(
      expect.objectContaining({
        name: 'MetadataError',
        candidates: expect.arrayContaining([sample.entityIdParam]) as unknown,
      }) as Error,
    );
  });
});
