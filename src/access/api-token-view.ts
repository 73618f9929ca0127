import { entityTag } from '../http/entity-tag';
import type { ApiTokenDto, CreatedApiTokenDto } from './api-token.dto';
import type { ListedToken } from './api-tokens.repository';

/** A token never changes: its use is none of its own doing. */
export function tokenTag({ id }: Pick<ListedToken, 'id'>): string {
  return entityTag(id, 1);
}

/** The only answer that shows the secret. */
export function toCreatedApiTokenDto(token: ListedToken, secret: string): CreatedApiTokenDto {
  return Object.assign(toApiTokenDto(token), { secret });
}

export function toApiTokenDto(token: ListedToken): ApiTokenDto {
  return {
    id: token.id,
    name: token.name,
    tenant: token.tenantAlias,
    role: token.role,
    expiresAt: token.expiresAt?.toISOString() ?? null,
    createdAt: token.createdAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  };
}
