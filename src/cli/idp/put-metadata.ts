import type { IdpTrust, MetadataSource, RamSso, TrustPreview } from '../../sdk/sdk';

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
export function putMetadata(
  api: RamSso,
  alias: string,
  { document, url, entityId, certificate, dryRun }: PutMetadata,
): Promise<IdpTrust | TrustPreview> {
  const idp = api.idp(alias);
  const source = sourceOf(document, url, certificate);
  return dryRun ? idp.check(source, { entityId }) : idp.put(source, { entityId });
}

function sourceOf(
  document: Buffer | undefined,
  url: string | undefined,
  certificate: string | undefined,
): MetadataSource {
  const signed = certificate === undefined ? {} : { metadataSigningCertificate: certificate };
  if (document === undefined) return { metadataUrl: url ?? '', ...signed };
  return certificate === undefined ? document : { metadataXml: document.toString('utf8'), ...signed };
}
