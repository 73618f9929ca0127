import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditStream } from '../audit/audit-stream.service';
import { AuditTrails } from '../audit/audit-trails.service';
import { PLATFORM_TRAIL } from '../audit/trails';
import { Transactions } from '../database/transactions';
import type { PageRequest } from '../http/list-page';
import { TenantsService } from '../tenants/tenants.service';
import { AuditSealsRepository } from './audit-seals.repository';

/** Trails that a page goes through at most, of tenants that there are too: each takes a look into an index or two. */
const LOOKED = 1000;

/** A tenant that is gone, and whose trail is kept. */
export interface DeletedTenant {
  readonly id: string;
  /** Null, both, where the event that told them is not there any more. */
  readonly alias: string | null;
  readonly deletedAt: Date | null;
}

export interface DeletedTenantsPage {
  /** Perhaps none, though there are more. */
  readonly tenants: readonly DeletedTenant[];
  /** Whence to go on; null: that was all. */
  readonly next: string | null;
}

/** Finds the trails of tenants that were deleted, by their events and by their seals: who removed the one has left the other. */
@Injectable()
export class DeletedTenants {
  constructor(
    private readonly transactions: Transactions,
    private readonly stream: AuditStream,
    private readonly trails: AuditTrails,
    private readonly seals: AuditSealsRepository,
    private readonly tenants: TenantsService,
  ) {}

  /** In the order of their ids. */
  list({ after = PLATFORM_TRAIL, limit }: PageRequest): Promise<DeletedTenantsPage> {
    return this.transactions.run(async (tx) => {
      const looked = await this.listTrails(tx, after);
      const there = await this.tenants.findAliases(looked);
      const gone = looked.filter((id) => !there.has(id));
      const ids = gone.slice(0, limit);
      const isAll = looked.length < LOOKED;
      const last = gone.length > limit ? ids.at(-1) : isAll ? undefined : looked.at(-1);
      return { tenants: await this.describe(tx, ids), next: last ?? null };
    });
  }

  /** The first of both: what is among the first of either is among the first of its own kind. */
  private async listTrails(tx: EntityManager, after: string): Promise<string[]> {
    await this.stream.keepMonths(tx);
    const ofEvents = await this.trails.list(tx, after, LOOKED);
    const ofSeals = await this.seals.listTrails(tx, after, LOOKED);
    return [...new Set([...ofEvents, ...ofSeals])].sort().slice(0, LOOKED);
  }

  private async describe(tx: EntityManager, ids: readonly string[]): Promise<DeletedTenant[]> {
    const deletions = await this.trails.findDeletions(tx, ids);
    return ids.map((id) => {
      const told = deletions.get(id);
      return { id, alias: told?.alias ?? null, deletedAt: told?.time ?? null };
    });
  }
}
