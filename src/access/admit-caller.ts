import { Injectable } from '@nestjs/common';
import type { RequiredRole } from '../http/required-role';
import type { TenantRef } from '../http/tenant-ref';
import { Problem } from '../http/problem';
import { type RamRequest, requestContext } from '../http/request';
import { tenantNotFound } from '../tenants/alias';
import { TenantsService } from '../tenants/tenants.service';
import { Authenticate } from './authenticate';
import { type Caller, refusalOf } from './caller';
import type { Sentence } from '../sentences/sentence';

/**
 * Admits a caller to a route. A token is held to its role and tenant before anything about the tenant of the path is looked up,
 * so that it learns nothing of others.
 */
@Injectable()
export class AdmitCaller {
  constructor(
    private readonly authenticate: Authenticate,
    private readonly tenants: TenantsService,
  ) {}

  /** Throws `auth.required`, `request.rate_limited`, `auth.forbidden` or `tenant.not_found`. */
  async run(request: RamRequest, required: RequiredRole): Promise<void> {
    const { alias } = request.params as { alias?: string };
    const { ip } = requestContext(request);
    const caller = await this.authenticate.run(request.headers.authorization, ip, alias);
    request.actor = caller.actor;
    const refusal = refusalOf(caller, required, alias);
    if (refusal !== undefined) throw forbidden(refusal);
    if (alias !== undefined) request.tenant = await this.requireTenant(caller, alias);
    request.callerRole = caller.role;
    request.admittedFor = required;
  }

  private async requireTenant(caller: Caller, alias: string): Promise<TenantRef> {
    const tenant = caller.tenant ?? (await this.tenants.findRef(alias));
    if (!tenant) throw tenantNotFound(alias);
    return tenant;
  }
}

/** RFC 6750, 3.1. */
function forbidden(detail: Sentence): Problem {
  return new Problem('auth.forbidden', detail, {
    headers: { 'www-authenticate': 'Bearer realm="ram-sso", error="insufficient_scope"' },
  });
}
