import type { IdpTrust, RamSso, TrustPreview } from '../../sdk/sdk';

export interface PutMetadata {
  /** As it came, in whatever encoding. */
  readonly document?: Buffer;
  readonly url?: string;
  readonly entityId: string | undefined;
  /** PEM or Base64. */
  readonly certificate: string | undefined;
  readonly dryRun: boolean;
}

/** Sets a tenant's trust, or asks what it would be; a document goes byte for byte where no certificate goes with it. */
export async function putMetadata(
  api: RamSso,
  alias: string,
  { document, url, entityId, certificate, dryRun }: PutMetadata,
): Promise<IdpTrust | TrustPreview> {
  const idp = api.idp(alias);
  const signed = certificate === undefined ? {} : { metadataSigningCertificate: certificate };
  const body =
    document === undefined
      ? { metadataUrl: url ?? '', ...signed }
      : certificate !== undefined
        ? { metadataXml: document.toString('utf8'), ...signed }
        : undefined;
  if (body) return dryRun ? idp.check(body, { entityId }) : idp.put(body, { entityId });
  const { data } = await api.raw.PUT('/api/v1/tenants/{alias}/idp', {
    params: { path: { alias }, query: { entityId, dryRun: dryRun ? 'true' : undefined } },
    body: document as never,
    bodySerializer: (bytes: unknown) => bytes as BodyInit,
    headers: { 'content-type': 'application/samlmetadata+xml' },
  });
  return data as IdpTrust | TrustPreview;
}
