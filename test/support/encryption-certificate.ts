import { X509Certificate } from 'node:crypto';
import type { LoginScene } from './login-scene';

/** DER: the certificate that IdPs encrypt for this tenant with, out of our metadata. */
export async function encryptionCertificate({ app, tenant }: LoginScene): Promise<Buffer> {
  const { text } = await app.request('GET', `/saml/${tenant.alias}/metadata`, { token: null });
  const descriptor = /<md:KeyDescriptor use="encryption">.*?<\/md:KeyDescriptor>/s.exec(text)?.[0] ?? '';
  const base64 = /X509Certificate>([^<]+)</.exec(descriptor)?.[1] ?? '';
  return new X509Certificate(Buffer.from(base64, 'base64')).raw;
}
