import { X509Certificate } from 'node:crypto';
import { createTenant } from '../../support/api';
import { type InteropScene, spMetadata, trustIdp, type TrustBy, trustingTenant } from './interop-scene';

export function describeTrust(scene: () => InteropScene): void {
  describe('trust', () => {
    it.each<TrustBy>(['upload', 'url'])('is read from its own metadata (by %s)', async (by) => {
      const { idp, app } = scene();
      const trust = await trustIdp(scene(), await createTenant(app), by);
      expect(trust).toMatchObject({ entityId: idp.entityId, source: by });
      expect(trust.ssoServices.map(({ binding }) => binding.split(':').at(-1))).toEqual(
        expect.arrayContaining(['HTTP-Redirect', 'HTTP-POST']),
      );
      expect(trust.signingCertificates).not.toEqual([]);
    });

    it.each(['off', 'required'])(
      'is given by our metadata, unedited (encryption %s)',
      async (assertionEncryption) => {
        const tenant = await trustingTenant(scene(), { assertionEncryption });
        const metadata = await spMetadata(tenant);
        const read = await scene().idp.read(tenant.sp.entityId);
        expect(read.acsUrls).toEqual([tenant.sp.acsUrl]);
        expect(new Set(read.sloUrls)).toEqual(new Set([tenant.sp.sloUrl]));
        const ours = certificatesIn(metadata);
        expect(fingerprints(read.certificates ?? ours)).toEqual(fingerprints(ours));
        expect(ours).toHaveLength(assertionEncryption === 'off' ? 1 : 2);
      },
    );
  });
}

function certificatesIn(metadata: string): string[] {
  return [...metadata.matchAll(/X509Certificate>([^<]+)</g)].map((match) => match[1] ?? '');
}

function fingerprints(certificates: readonly string[]): string[] {
  return certificates
    .map((base64) => new X509Certificate(Buffer.from(base64, 'base64')).fingerprint256)
    .sort();
}
