import type { FastifyRequest } from 'fastify';

/** What an alias looks like: nothing else that stands in its place in an address is written down. */
const ALIAS = /^[a-z0-9-]{3,50}$/;

/** The alias of the tenant that a request is about; there need be none of that name. */
export function nameTenant(request: Pick<FastifyRequest, 'tenant' | 'params'>): string | undefined {
  if (request.tenant) return request.tenant.alias;
  const { alias } = (request.params ?? {}) as { readonly alias?: unknown };
  return typeof alias === 'string' && ALIAS.test(alias) ? alias : undefined;
}
