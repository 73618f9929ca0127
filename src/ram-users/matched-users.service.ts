import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TenantRef } from '../http/tenant-ref';
import { foldUserName } from '../principal-names/principal-name';
import { Clock } from '../settings/clock';
import { MatchedUsersRepository, type UnmatchedUser, type UserCounts } from './matched-users.repository';

const DAY_MS = 86_400_000;

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

  /** Of active users. @param limit how many of the unmatched are named */
  async find({ id }: Pick<TenantRef, 'id'>, days: number, limit: number): Promise<UserMatches> {
    const since = dayOf(new Date(this.clock.now().getTime() - days * DAY_MS));
    const [counts, unmatched] = await Promise.all([
      this.repository.count(id, since),
      this.repository.listUnmatched(id, since, limit),
    ]);
    return { ...counts, since, unmatched };
  }

  /** An assertion that held named him, though it signed nobody in. */
  note(tx: EntityManager, { id }: Pick<TenantRef, 'id'>, userName: string): Promise<void> {
    return this.repository.note(tx, id, foldUserName(userName), dayOf(this.clock.now()));
  }
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
