import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../../database/sweeper';
import type { TenantRef } from '../../http/tenant-ref';
import { PutIdpTrustBody } from '../../idp-trust/idp-trust.dto';
import { Clock } from '../../settings/clock';
import { readBody } from '../screen/form-state';
import type { ConsoleViewer } from '../session/standing';
import { TrustDraftsRepository } from './trust-drafts.repository';

const KEPT_MS = 3600_000;
const SWEEP_BATCH = 20;

/** Where metadata are, or what they are. */
export type OfferedMetadata = { readonly document: Buffer } | { readonly metadataUrl: string };

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
  async keep({ id: tenantId }: TenantRef, viewer: ConsoleViewer, offered: OfferedMetadata): Promise<void> {
    const { sessionId } = viewer;
    const isUrl = 'metadataUrl' in offered;
    if (isUrl) await readBody(PutIdpTrustBody, offered);
    await this.drafts.put({
      tenantId,
      sessionId,
      document: isUrl ? null : offered.document,
      metadataUrl: isUrl ? offered.metadataUrl : null,
      createdAt: this.clock.now(),
    });
  }

  /** As the API takes it; null where nothing was given within the hour. */
  async find({ id }: TenantRef, { sessionId }: ConsoleViewer): Promise<Buffer | PutIdpTrustBody | null> {
    const draft = await this.drafts.find(id, sessionId, this.keptSince());
    if (!draft) return null;
    return draft.document ?? Object.assign(new PutIdpTrustBody(), { metadataUrl: draft.metadataUrl });
  }

  drop({ id }: TenantRef, { sessionId }: ConsoleViewer): Promise<void> {
    return this.drafts.delete(id, sessionId);
  }

  private keptSince(): Date {
    return new Date(this.clock.now().getTime() - KEPT_MS);
  }
}
