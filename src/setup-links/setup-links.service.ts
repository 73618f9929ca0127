import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../http/list-page';
import type { TenantRef } from '../http/tenant-ref';
import { Clock } from '../settings/clock';
import type { SetupLinkEntity } from './setup-link.entity';
import { SetupLinksRepository } from './setup-links.repository';

/** A link that somebody has taken. */
export type TakenLink = Pick<SetupLinkEntity, 'id' | 'note' | 'expiresAt'>;

@Injectable()
export class SetupLinks {
  constructor(
    private readonly clock: Clock,
    private readonly links: SetupLinksRepository,
  ) {}

  /** Newest first; one more than the page's limit where there are more. */
  list({ id }: TenantRef, page: PageRequest): Promise<SetupLinkEntity[]> {
    return this.links.list(id, page);
  }

  /** One by which somebody is at work: null once it was revoked or has expired, and before it was taken. */
  findOpened(tenantId: string, id: string): Promise<TakenLink | null> {
    return this.links.findOpened(tenantId, id, this.clock.now());
  }
}

/** Whoever works by a link, as audit names him. */
export function setupActor(linkId: string): string {
  return `setup-link:${linkId}`;
}
