import { Injectable } from '@nestjs/common';
import { type IntakeOptions, readIdpMetadata } from '../saml/metadata/read-idp-metadata';
import { MetadataThreads, type ReadDocument } from './metadata-threads';
import { ReadingLimits } from './reading-limits';

/** Reads small metadata at once, and large ones where nobody waits for it. */
@Injectable()
export class MetadataReader {
  constructor(
    private readonly limits: ReadingLimits,
    private readonly threads: MetadataThreads,
  ) {}

  /**
   * @param tenantId for whom
   * @param document is from then on that of the answer alone
   * @throws MetadataError, and `unavailable` where there is no time for it
   */
  async read(tenantId: string, document: Buffer, options: IntakeOptions): Promise<ReadDocument> {
    if (document.length > this.limits.inlineBytes)
      return await this.threads.read(tenantId, document, options);
    return { document, metadata: readIdpMetadata(document, options) };
  }
}
