import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { checkIfMatch } from '../http/entity-tag';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { isUuid } from '../secrets/ids';
import { tokenTag } from './api-token-view';
import { ApiTokensRepository } from './api-tokens.repository';
import { say } from '../sentences/sentence';

@Injectable()
export class DeleteApiToken {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: ApiTokensRepository,
    private readonly audit: AuditService,
  ) {}

  /** From the moment it is answered the token is refused, on every node. */
  async run(id: string, ifMatch: string | undefined, context: RequestContext): Promise<void> {
    if (!isUuid(id)) throw notFound();
    await this.transactions.run(async (tx) => {
      const token = await this.tokens.lock(tx, id);
      if (!token) throw notFound();
      checkIfMatch(ifMatch, tokenTag(token));
      await this.tokens.delete(tx, id);
      const { tenantId, name, role } = token;
      const details = { id, name, role };
      await this.audit.append(tx, {
        tenantId,
        type: 'api_token.deleted',
        details,
        context,
      });
    });
  }
}

function notFound(): Problem {
  return new Problem('not_found', say`There is no API token with that id: it may have been deleted already.`);
}
