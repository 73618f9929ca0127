import { isForeignKeyViolation, isUniqueViolation } from '../database/driver-error';
import type { TenantRef } from '../http/tenant-ref';
import { Problem } from '../http/problem';
import { tenantNotFound } from '../tenants/alias';
import { isUserName } from '../principal-names/principal-name';
import { say } from '../sentences/sentence';

export function userNotFound(userName: string): Problem {
  const named = isUserName(userName)
    ? say`the name ${userName}`
    : say`that name: one has 1 to 64 of a-z, A-Z, 0-9, ".", "-" and "_"`;
  return new Problem('user.not_found', say`There is no user with ${named}.`);
}

/** What a write came upon that only the database could see, as the answer that it is. */
export function writeProblem(error: unknown, userName: string, tenant: TenantRef): unknown {
  if (isForeignKeyViolation(error, 'fk_ram_users_tenant')) return tenantNotFound(tenant.alias);
  if (!isUniqueViolation(error, 'uq_ram_users_user_name')) return error;
  return new Problem(
    'conflict',
    say`There is a user with the name ${userName} already, in whatever case: choose another.`,
    {
      errors: [{ field: 'userName', message: say`${userName} is taken` }],
    },
  );
}
