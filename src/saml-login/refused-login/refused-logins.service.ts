import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service';
import { Transactions } from '../../database/transactions';
import type { PageRequest } from '../../http/list-page';
import { Problem } from '../../http/problem';
import { REQUEST_ID } from '../../http/request-id';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { MasterKey } from '../../tenants/master-key.service';
import { unpackResponse, type KeptResponse } from './kept-response';
import { refusedLoginPurpose } from './refused-login-purpose';
import {
  type RefusedLogin,
  type RefusedLoginFilter,
  RefusedLoginsRepository,
} from './refused-logins.repository';
import { say } from '../../sentences/sentence';

/** A refused login with all that was kept of it. */
export interface OpenedLogin extends KeptResponse {
  readonly login: RefusedLogin;
}

@Injectable()
export class RefusedLogins {
  constructor(
    private readonly transactions: Transactions,
    private readonly masterKey: MasterKey,
    private readonly refused: RefusedLoginsRepository,
    private readonly audit: AuditService,
  ) {}

  /** Newest first; one more than the page's limit where there are more. */
  list({ id }: TenantRef, filter: RefusedLoginFilter, page: PageRequest): Promise<RefusedLogin[]> {
    return this.refused.list(id, filter, page);
  }

  /** The newest of that id. Throws `not_found`; `unavailable` where this node lacks the key that it is sealed under. */
  async require(tenant: TenantRef, requestId: string): Promise<OpenedLogin> {
    const found = REQUEST_ID.test(requestId) ? await this.refused.find(tenant.id, requestId) : null;
    if (!found) throw notKept(requestId);
    const { sealed, masterKeyId, ...login } = found;
    const packed = this.masterKey.open(sealed, masterKeyId, refusedLoginPurpose(found));
    return { login, ...(await unpackResponse(packed)) };
  }

  /** Throws `not_found`. */
  async delete(tenant: TenantRef, requestId: string, context: RequestContext): Promise<void> {
    await this.transactions.run(async (tx) => {
      const count = REQUEST_ID.test(requestId) ? await this.refused.delete(tx, tenant.id, requestId) : 0;
      if (count === 0) throw notKept(requestId);
      const details = { requestId, count };
      await this.audit.append(tx, { tenantId: tenant.id, type: 'refused_login.deleted', details, context });
    });
  }
}

function notKept(requestId: string): Problem {
  const cut = requestId.slice(0, 128);
  return new Problem(
    'not_found',
    say`No refused login is kept under the request id ${JSON.stringify(cut)}: it is too old, was beyond what is kept, or this tenant keeps none (saml.keepRefusedLogins, REFUSED_LOGIN_DAYS). The audit events have what it was refused for.`,
  );
}
