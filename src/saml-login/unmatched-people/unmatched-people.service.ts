import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service';
import { Transactions } from '../../database/transactions';
import type { PageRequest } from '../../http/list-page';
import { Problem } from '../../http/problem';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { isUuid } from '../../secrets/ids';
import { type UnmatchedPerson, UnmatchedPeopleRepository } from './unmatched-people.repository';
import { say } from '../../sentences/sentence';

export interface NearUser {
  readonly userName: string;
  readonly displayName: string | null;
}

export type SuggestedPerson = Omit<UnmatchedPerson, 'nearest'> & { readonly nearest: readonly NearUser[] };

@Injectable()
export class UnmatchedPeople {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: UnmatchedPeopleRepository,
    private readonly users: RamUsersService,
    private readonly audit: AuditService,
  ) {}

  /** Newest first; one more than the page's limit where there are more. */
  async list(tenant: TenantRef, page: PageRequest): Promise<SuggestedPerson[]> {
    const people = await this.people.list(tenant.id, page);
    const near = await this.users.findNames(tenant, [...new Set(people.flatMap(({ nearest }) => nearest))]);
    return people.map((person) => ({
      ...person,
      nearest: person.nearest.flatMap((id) => near.get(id) ?? []),
    }));
  }

  /** Throws `not_found`. */
  async require({ id: tenantId }: TenantRef, id: string): Promise<UnmatchedPerson> {
    const found = isUuid(id) ? await this.people.find(tenantId, id) : null;
    if (!found) throw noSuchPerson();
    return found;
  }

  /** Throws `not_found`. */
  async dismiss({ id: tenantId }: TenantRef, id: string, context: RequestContext): Promise<void> {
    if (!isUuid(id)) throw noSuchPerson();
    await this.transactions.run(async (tx) => {
      const userName = await this.people.delete(tx, tenantId, id);
      if (userName === null) throw noSuchPerson();
      await this.audit.append(tx, {
        tenantId,
        type: 'unmatched_person.dismissed',
        userName,
        details: {},
        context,
      });
    });
  }
}

function noSuchPerson(): Problem {
  return new Problem(
    'not_found',
    say`There is nobody unmatched of this id: dismissed, matched by a user since, or not seen for long.`,
  );
}
