import { Injectable, Logger } from '@nestjs/common';
import type { TenantRef } from '../../http/tenant-ref';
import { foldUserName } from '../../principal-names/principal-name';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { newId } from '../../secrets/ids';
import { LoginRefusal, type Refusal } from '../login-refusal';
import { waitAWhile } from '../wait-a-while';
import { UnmatchedPeopleRepository } from './unmatched-people.repository';

const NEAREST = 3;

/** Remembers whom the IdP vouched for and no user matched: nobody else can put a name there. */
@Injectable()
export class NoteUnmatched {
  private readonly log = new Logger(NoteUnmatched.name);

  constructor(
    private readonly users: RamUsersService,
    private readonly people: UnmatchedPeopleRepository,
  ) {}

  /** Never fails, and never takes long: the refusal is answered all the same. */
  async run(tenant: TenantRef, refusal: Refusal): Promise<void> {
    if (!(refusal instanceof LoginRefusal) || refusal.code !== 'user.not_found') return;
    const { userName, assertedName } = refusal;
    if (userName === undefined || assertedName === undefined) return;
    await waitAWhile(
      this.note(tenant, userName, assertedName),
      this.log,
      'an unmatched name could not be noted',
    );
  }

  private async note(tenant: TenantRef, userName: string, nameId: string): Promise<void> {
    const near = await this.users.findNearest(tenant, userName, NEAREST);
    const userNameKey = foldUserName(userName);
    const nearest = near.map(({ id }) => id);
    await this.people.note({ tenantId: tenant.id, id: newId(), userName, userNameKey, nameId, nearest });
  }
}
