import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../../database/sweeper';
import { fieldProblem } from '../../http/field-problem';
import type { TenantRef } from '../../http/tenant-ref';
import { PutIdpTrustBody } from '../../idp-trust/idp-trust.dto';
import type { OfferedMetadata } from '../../idp-trust/metadata-intake';
import { Clock } from '../../settings/clock';
import { say } from '../../sentences/sentence';
import { readBody } from '../screen/form-state';
import type { ConsoleViewer } from '../session/standing';
import { TrustDraftsRepository } from './trust-drafts.repository';

const KEPT_MS = 3600_000;
const SWEEP_BATCH = 20;
const CERTIFICATE_CHARACTERS = 65_536;

/** Where metadata are, or what they are. */
export type GivenMetadata = ({ readonly document: Buffer } | { readonly metadataUrl: string }) & {
  /** Under whose key they must be signed. */
  readonly metadataSigningCertificate?: string;
};

/** What was given, kept for an hour: so that it can be looked at, and be trusted without being sent again. */
@Injectable()
export class TrustDrafts implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly drafts: TrustDraftsRepository,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({
      name: 'console-trust-drafts',
      run: () => this.drafts.deleteBefore(this.keptSince(), SWEEP_BATCH),
    });
  }

  /** Throws `request.invalid` for what is no address. */
  async keep({ id: tenantId }: TenantRef, viewer: ConsoleViewer, given: GivenMetadata): Promise<void> {
    const { sessionId } = viewer;
    const isUrl = 'metadataUrl' in given;
    if (isUrl) await readBody(PutIdpTrustBody, given);
    checkLength(given.metadataSigningCertificate);
    await this.drafts.put({
      tenantId,
      sessionId,
      document: isUrl ? null : given.document,
      metadataUrl: isUrl ? given.metadataUrl : null,
      metadataSigningCertificate: given.metadataSigningCertificate ?? null,
      createdAt: this.clock.now(),
    });
  }

  /** As the API takes it; null where nothing was given within the hour. */
  async find({ id }: TenantRef, { sessionId }: ConsoleViewer): Promise<OfferedMetadata | null> {
    const draft = await this.drafts.find(id, sessionId, this.keptSince());
    if (!draft) return null;
    const { document, metadataUrl, metadataSigningCertificate } = draft;
    if (!document) return Object.assign(new PutIdpTrustBody(), { metadataUrl, metadataSigningCertificate });
    return metadataSigningCertificate === null ? document : { document, metadataSigningCertificate };
  }

  drop({ id }: TenantRef, { sessionId }: ConsoleViewer): Promise<void> {
    return this.drafts.delete(id, sessionId);
  }

  private keptSince(): Date {
    return new Date(this.clock.now().getTime() - KEPT_MS);
  }
}

/** What it is comes out when the metadata are read. */
function checkLength(certificate = ''): void {
  if (certificate.length <= CERTIFICATE_CHARACTERS) return;
  const message = say`must be a certificate, as PEM or as Base64`;
  throw fieldProblem([{ field: 'metadataSigningCertificate', message }]);
}
