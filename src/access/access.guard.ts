import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PUBLIC, REQUIRED_ROLE, type RequiredRole, type TenantRef } from '../http/access';
import { Problem } from '../http/problem';
import { type RamRequest, requestContext } from '../http/request';
import { tenantNotFound } from '../tenants/alias';
import { TenantsService } from '../tenants/tenants.service';
import { Authenticate } from './authenticate';
import { type Caller, refusalOf } from './caller';

/**
 * Before every route. Closed by default: a route that says neither `@Public()` nor `@Requires(...)` is nobody's. A token is
 * held to its role and tenant before anything about the tenant of the path is looked up, so that it learns nothing of others.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticate: Authenticate,
    private readonly tenants: TenantsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.requirementOf(context);
    if (required === 'public') return true;
    if (!required) throw new Problem('auth.forbidden', 'This route is open to nobody.');
    const request = context.switchToHttp().getRequest<RamRequest>();
    const caller = await this.authenticate.run(request.headers.authorization, requestContext(request).ip);
    request.actor = caller.actor;
    const { alias } = request.params as { alias?: string };
    const refusal = refusalOf(caller, required, alias);
    if (refusal !== undefined) throw forbidden(refusal);
    if (alias !== undefined) request.tenant = await this.requireTenant(caller, alias);
    return true;
  }

  /** What the handler says counts before what its controller says, and a requirement before openness. */
  private requirementOf(context: ExecutionContext): RequiredRole | 'public' | undefined {
    for (const place of [context.getHandler(), context.getClass()]) {
      const required = this.reflector.get<RequiredRole | undefined>(REQUIRED_ROLE, place);
      if (required) return required;
      if (this.reflector.get<boolean | undefined>(PUBLIC, place)) return 'public';
    }
    return undefined;
  }

  private async requireTenant(caller: Caller, alias: string): Promise<TenantRef> {
    const tenant = caller.tenant ?? (await this.tenants.findRef(alias));
    if (!tenant) throw tenantNotFound(alias);
    return tenant;
  }
}

/** RFC 6750, 3.1. */
function forbidden(detail: string): Problem {
  return new Problem('auth.forbidden', detail, {
    headers: { 'www-authenticate': 'Bearer realm="ram-sso", error="insufficient_scope"' },
  });
}
