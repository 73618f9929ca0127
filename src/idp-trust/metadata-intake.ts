import { Injectable } from '@nestjs/common';
import { fieldProblem } from '../http/field-problem';
import { Problem } from '../http/problem';
import type { TenantRef } from '../http/tenant-ref';
import { METADATA_BYTES } from '../saml/limits';
import { MetadataError } from '../saml/metadata/metadata-error';
import type { IdpMetadata } from '../saml/metadata/idp-metadata';
import { Clock } from '../settings/clock';
import type { PutIdpTrustBody } from './idp-trust.dto';
import type { TrustSource, TrustWarning } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';
import { type FetchedDocument, MetadataFetcher } from './metadata-fetcher';
import { MetadataReader } from './metadata-reader';
import { readGivenCertificate, signerOf } from './metadata-signer';
import type { ReadDocument } from './metadata-threads';
import { readMetadataUrl } from './metadata-url';
import { inWords, say } from '../sentences/sentence';

/** Metadata that was read, where it came from, and what its administrators should know. */
export interface TakenMetadata extends FetchedDocument {
  readonly metadata: IdpMetadata;
  readonly source: TrustSource;
  readonly metadataUrl: string | null;
  /** DER of the certificate under whose key the document is signed; null where that was not asked for. */
  readonly metadataSigningCertificate: Buffer | null;
  readonly warnings: readonly TrustWarning[];
}

/** The document itself, or what the API takes; with the document too, who must have signed it. */
export type OfferedMetadata = SignedDocument | PutIdpTrustBody | Buffer;

export interface SignedDocument {
  readonly document: Buffer;
  /** As PEM or Base64. */
  readonly metadataSigningCertificate: string;
}

/** Which IdP of the document is meant, who must have signed it, and whose trust it is to be. */
interface Demands {
  readonly tenantId: string;
  readonly entityId: string | undefined;
  readonly metadataSigningCertificate: Buffer | null;
}

/** What is known of a document that is fetched again. */
export type RefetchedTrust = Pick<
  FoundTrust,
  | 'tenantId'
  | 'entityId'
  | 'metadataUrl'
  | 'metadataSigningCertificate'
  | 'etag'
  | 'lastModified'
  | 'validUntil'
>;

export interface KeptDocument {
  readonly tenantId: string;
  readonly metadata: Buffer;
  readonly entityId: string;
  readonly metadataSigningCertificate: Buffer | null;
  readonly metadataUrl: string | null;
}

@Injectable()
export class MetadataIntake {
  constructor(
    private readonly clock: Clock,
    private readonly fetcher: MetadataFetcher,
    private readonly reader: MetadataReader,
  ) {}

  /**
   * @param offered the document, or where it is; what is taken has it from then on
   * Throws `request.invalid`, `request.too_large`, `idp.metadata_invalid`, `idp.metadata_unreachable`, `unavailable`.
   */
  async take(
    { id: tenantId }: TenantRef,
    offered: OfferedMetadata,
    entityId: string | undefined,
  ): Promise<TakenMetadata> {
    if (Buffer.isBuffer(offered))
      return this.upload(offered, { tenantId, entityId, metadataSigningCertificate: null });
    const demands = { tenantId, entityId, metadataSigningCertificate: readGivenCertificate(offered) };
    if (isSigned(offered)) return this.upload(offered.document, demands);
    const { metadataXml, metadataUrl } = offered;
    const isXml = typeof metadataXml === 'string';
    const url = typeof metadataUrl === 'string' ? readMetadataUrl(metadataUrl) : undefined;
    if (isXml && !url) return this.upload(Buffer.from(metadataXml), demands);
    if (url && !isXml) return this.takeFetched(await this.fetcher.fetch(url), url, demands);
    const message = say`exactly one of metadataXml and metadataUrl must be there; ${url ? say`both are` : say`neither is`}`;
    throw fieldProblem([
      { field: 'metadataXml', message },
      { field: 'metadataUrl', message },
    ]);
  }

  /**
   * The document that is at a trust's address now, held to what the trust was made from: the same entityID, the same signer. One that
   * could not sign anybody in is refused here, whatever an administrator may choose to upload.
   * @returns null where its host says that it has not changed. Throws `idp.metadata_invalid`, `idp.metadata_unreachable`.
   */
  async refetch(trust: RefetchedTrust, timeoutMs?: number): Promise<TakenMetadata | null> {
    const url = readMetadataUrl(trust.metadataUrl ?? '');
    if (!url) throw new Error('only a trust from an address can be fetched again');
    const fetched = await this.fetcher.fetchIfChanged(url, trust, timeoutMs);
    if (!fetched) {
      checkFresh(trust, this.clock.now());
      return null;
    }
    const taken = await this.takeFetched(fetched, url, trust);
    checkUsable(taken.metadata);
    return taken;
  }

  /** The document of an old version, as if it were uploaded now. Throws `idp.metadata_invalid`. */
  async retake(kept: KeptDocument): Promise<TakenMetadata> {
    const { metadata, metadataUrl } = kept;
    const taken = await this.upload(metadata, kept);
    return metadataUrl === null
      ? taken
      : { ...taken, warnings: [notRefreshed(metadataUrl), ...taken.warnings] };
  }

  private async upload(offered: Buffer, demands: Demands): Promise<TakenMetadata> {
    if (offered.length > METADATA_BYTES)
      throw new Problem('request.too_large', say`Metadata may be 25 MiB at most.`);
    const { metadata, document } = await this.read(offered, demands);
    return {
      metadata,
      document,
      source: 'upload',
      metadataUrl: null,
      metadataSigningCertificate: demands.metadataSigningCertificate,
      etag: null,
      lastModified: null,
      warnings: metadata.warnings,
    };
  }

  private async takeFetched(fetched: FetchedDocument, url: URL, demands: Demands): Promise<TakenMetadata> {
    const { metadata, document } = await this.read(fetched.document, demands);
    checkFresh(metadata, this.clock.now());
    const { metadataSigningCertificate } = demands;
    // What is signed nobody on the way can have changed.
    const isOpen = url.protocol === 'http:' && !metadataSigningCertificate;
    const warnings = isOpen ? [notHttps(url), ...metadata.warnings] : metadata.warnings;
    return {
      ...fetched,
      document,
      metadata,
      source: 'url',
      metadataUrl: url.href,
      metadataSigningCertificate,
      warnings,
    };
  }

  private async read(
    document: Buffer,
    { tenantId, entityId, metadataSigningCertificate }: Demands,
  ): Promise<ReadDocument> {
    const signer = metadataSigningCertificate ? signerOf(metadataSigningCertificate) : undefined;
    try {
      return await this.reader.read(tenantId, document, { entityId, signer });
    } catch (error) {
      if (!(error instanceof MetadataError)) throw error;
      const { said, candidates, cause } = error;
      const errors = candidates.map((candidate) => ({
        field: 'entityId',
        message: say`may be ${candidate}`,
      }));
      throw new Problem('idp.metadata_invalid', said, { errors, cause });
    }
  }
}

function isSigned(offered: SignedDocument | PutIdpTrustBody): offered is SignedDocument {
  return 'document' in offered && Buffer.isBuffer(offered.document);
}

function notRefreshed(metadataUrl: string): TrustWarning {
  const message = say`These metadata came from ${metadataUrl}, and were restored: they are not fetched again. Set metadataUrl anew once what is there is right.`;
  return { code: 'restored_not_refreshed', message: inWords(message) };
}

function notHttps({ host }: URL): TrustWarning {
  const message = say`The metadata was fetched from ${host} over plain http: whoever is on the way could have changed it.`;
  return { code: 'metadata_url_not_https', message: inWords(message) };
}

/** Somebody who uploads an old document means it; a server that gives one out is not kept any more. */
function checkFresh({ validUntil }: { readonly validUntil?: Date | null }, now: Date): void {
  if (!validUntil || validUntil > now) return;
  throw new Problem(
    'idp.metadata_invalid',
    say`Expected metadata that is still valid, fetched one that ended on ${validUntil.toISOString()}. Let the IdP give out its current metadata, or upload this document itself.`,
  );
}

function checkUsable({ signingCertificates }: IdpMetadata): void {
  if (signingCertificates.some(({ isTrustworthy }) => isTrustworthy)) return;
  throw new Problem(
    'idp.metadata_invalid',
    say`Expected a signing key that is believed (RSA of 2048 bits or more, or on the curve P-256, P-384 or P-521), got none. Give the IdP such a key.`,
  );
}
