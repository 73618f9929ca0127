import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { RamRequest } from './request';
import type { CallerRole, RequiredRole } from './required-role';
import { RequiredRoleOption } from './route-options';
import type { TenantRef } from './tenant-ref';

export const REQUIRED_ROLE = 'ram-sso:required-role';
export const PUBLIC = 'ram-sso:public';

/** A route without `@Requires` or `@Public` is closed to everyone; a test holds every route to one of them. */
export const Requires = (role: RequiredRole): MethodDecorator =>
  applyDecorators(SetMetadata(REQUIRED_ROLE, role), RequiredRoleOption(role));
export const Public = () => SetMetadata(PUBLIC, true);

export const InTenant = createParamDecorator((_: unknown, context: ExecutionContext): TenantRef => {
  const tenant = context.switchToHttp().getRequest<RamRequest>().tenant;
  if (!tenant) throw new Error('@InTenant() on a route without an {alias} that the guard resolves');
  return tenant;
});

/** Of a route that viewers may ask: some see more than they. */
export const AsRole = createParamDecorator((_: unknown, context: ExecutionContext): CallerRole => {
  return context.switchToHttp().getRequest<RamRequest>().callerRole ?? 'viewer';
});
