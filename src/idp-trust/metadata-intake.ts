import { Injectable } from '@nestjs/common';
import { fieldProblem } from '../http/field-problem';
import { Problem } from '../http/problem';
import { METADATA_BYTES } from '../saml/limits';
import { MetadataError } from '../saml/metadata/metadata-error';
import type { IdpMetadata } from '../saml/metadata/idp-metadata';
import { readIdpMetadata } from '../saml/metadata/read-idp-metadata';
import { Clock } from '../settings/clock';
import type { PutIdpTrustBody } from './idp-trust.dto';
import type { TrustSource, TrustWarning } from './idp-trust.entity';
import { MetadataFetcher } from './metadata-fetcher';
import { readMetadataUrl } from './metadata-url';

/** Metadata that was read, where it came from, and what its administrators should know. */
export interface TakenMetadata {
  readonly metadata: IdpMetadata;
  readonly document: Buffer;
  readonly source: TrustSource;
  readonly metadataUrl: string | null;
  /** What the address gave to ask by whether the document has changed. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly warnings: readonly TrustWarning[];
}

@Injectable()
export class MetadataIntake {
  constructor(
    private readonly clock: Clock,
    private readonly fetcher: MetadataFetcher,
  ) {}

  /** @param offered the document, or where it is. Throws `request.invalid`, `request.too_large`, `idp.metadata_invalid`, `idp.metadata_unreachable`. */
  async take(offered: Buffer | PutIdpTrustBody, entityId: string | undefined): Promise<TakenMetadata> {
    if (Buffer.isBuffer(offered)) return this.upload(offered, entityId);
    const { metadataXml, metadataUrl } = offered;
    const isXml = typeof metadataXml === 'string';
    const url = typeof metadataUrl === 'string' ? readMetadataUrl(metadataUrl) : undefined;
    if (isXml && !url) return this.upload(Buffer.from(metadataXml), entityId);
    if (url && !isXml) return this.fetch(url, entityId);
    const message = `exactly one of metadataXml and metadataUrl must be there; ${url ? 'both are' : 'neither is'}`;
    throw fieldProblem([
      { field: 'metadataXml', message },
      { field: 'metadataUrl', message },
    ]);
  }

  private upload(document: Buffer, entityId: string | undefined): TakenMetadata {
    if (document.length > METADATA_BYTES)
      throw new Problem('request.too_large', 'Metadata may be 25 MiB at most.');
    const metadata = this.read(document, entityId);
    const { warnings } = metadata;
    return {
      metadata,
      document,
      source: 'upload',
      metadataUrl: null,
      etag: null,
      lastModified: null,
      warnings,
    };
  }

  private async fetch(url: URL, entityId: string | undefined): Promise<TakenMetadata> {
    const fetched = await this.fetcher.fetch(url);
    const metadata = this.read(fetched.document, entityId);
    checkFresh(metadata, this.clock.now());
    const warnings = url.protocol === 'http:' ? [notHttps(url), ...metadata.warnings] : metadata.warnings;
    return { ...fetched, metadata, source: 'url', metadataUrl: url.href, warnings };
  }

  private read(document: Buffer, entityId: string | undefined): IdpMetadata {
    try {
      return readIdpMetadata(document, { entityId, now: this.clock.now() });
    } catch (error) {
      if (!(error instanceof MetadataError)) throw error;
      const { message, candidates, cause } = error;
      const errors = candidates.map((candidate) => ({ field: 'entityId', message: `may be ${candidate}` }));
      throw new Problem('idp.metadata_invalid', message, { errors, cause });
    }
  }
}

function notHttps({ host }: URL): TrustWarning {
  const message = `The metadata was fetched from ${host} over plain http: whoever is on the way could have changed it.`;
  return { code: 'metadata_url_not_https', message };
}

/** Somebody who uploads an old document means it; a server that gives one out is not kept any more. */
function checkFresh({ validUntil }: IdpMetadata, now: Date): void {
  if (!validUntil || validUntil > now) return;
  throw new Problem(
    'idp.metadata_invalid',
    `Expected metadata that is still valid, fetched one that ended on ${validUntil.toISOString()}. Let the IdP give out its current metadata, or upload this document itself.`,
  );
}
