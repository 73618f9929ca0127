import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TenantRef } from '../http/tenant-ref';
import { foldUserName } from '../principal-names/principal-name';
import { Clock } from '../settings/clock';
import { MATCHED_BY_NONE, matchedByOf } from './matched-by';
import { MatchedUsersRepository, type UnmatchedUser, type UserCounts } from './matched-users.repository';

const DAY_MS = 86_400_000;

/** An IdP by its entityID. */
type Idp = Readonly<{ entityId: string }>;

/** Whom the IdP is known to vouch for by a name that is a user's, as of one moment. */
export interface UserMatches extends UserCounts {
  /** The first day that counts. */
  readonly since: string;
  /** The first of those whom no assertion named since: who never was, then who was longest ago. */
  readonly unmatched: readonly UnmatchedUser[];
}

@Injectable()
export class MatchedUsers {
  constructor(
    private readonly clock: Clock,
    private readonly repository: MatchedUsersRepository,
  ) {}

  /**
   * Of active users, who was named by assertions of this IdP: those of another, which the tenant trusted before, say nothing of it.
   * @param idp null: nobody was
   * @param limit how many of the unmatched are named
   */
  async find(
    { id }: Pick<TenantRef, 'id'>,
    idp: Idp | null,
    { days, limit }: { readonly days: number; readonly limit: number },
  ): Promise<UserMatches> {
    const by = idp ? matchedByOf(idp.entityId) : MATCHED_BY_NONE;
    const since = dayOf(new Date(this.clock.now().getTime() - days * DAY_MS));
    const [counts, unmatched] = await Promise.all([
      this.repository.count(id, { by, since }),
      this.repository.listUnmatched(id, { by, since }, limit),
    ]);
    return { ...counts, since, unmatched };
  }

  /** An assertion that held named him, though it signed nobody in. */
  note(tx: EntityManager, { id }: Pick<TenantRef, 'id'>, { entityId }: Idp, userName: string): Promise<void> {
    const day = dayOf(this.clock.now());
    return this.repository.note(tx, id, foldUserName(userName), matchedByOf(entityId), day);
  }
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
