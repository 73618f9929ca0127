import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { RamRequest } from './request';
import type { TenantRef } from './tenant-ref';

export type { TenantRef } from './tenant-ref';

/**
 * What a route asks of its caller. `viewer` and `admin`: a token of that role for the tenant of the path, or the platform's.
 * `platform.viewer` and `platform.admin`: a token that belongs to no tenant, or the platform administrator.
 */
export type RequiredRole = 'viewer' | 'admin' | 'platform.viewer' | 'platform.admin';

export const REQUIRED_ROLE = 'ram-sso:required-role';
export const PUBLIC = 'ram-sso:public';

/** A route without `@Requires` or `@Public` is closed to everyone; a test holds every route to one of them. */
export const Requires = (role: RequiredRole) => SetMetadata(REQUIRED_ROLE, role);
export const Public = () => SetMetadata(PUBLIC, true);

export const InTenant = createParamDecorator((_: unknown, context: ExecutionContext): TenantRef => {
  const tenant = context.switchToHttp().getRequest<RamRequest>().tenant;
  if (!tenant) throw new Error('@InTenant() on a route without an {alias} that the guard resolves');
  return tenant;
});
