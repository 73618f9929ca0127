import { readable } from '../output/cells';
import type { Colours } from '../terminal/colours';
import { printable } from '../terminal/printable';
import { counted, sayState, showFlaws } from './show-verification';
import type { DeletedTenantTrail, DeletedTenantTrails } from './verify-deleted-tenants';

/** What was verified of tenants that are gone, beside the platform's own trail. */
export function sayDeletedTenants({ trails, events, seals }: DeletedTenantTrails): string {
  return trails === 0
    ? 'none'
    : `${counted(trails, 'trail')}, ${counted(events, 'event')} under ${counted(seals, 'seal')}`;
}

/** Those that are not well, each with whose it was. */
export function showDeletedTenants({ flawed, unsealed }: DeletedTenantTrails, colours: Colours): string {
  return [...flawed, ...unsealed]
    .map((trail) => {
      const line = printable(`${whose(trail)}: ${sayState(trail)}`);
      return `${colours.yellow('!')} ${line}\n${showFlaws(trail.flaws, colours)}`;
    })
    .join('');
}

function whose({ tenantId, alias, deletedAt }: DeletedTenantTrail): string {
  const told = [
    ...(alias === null ? [] : [alias]),
    ...(deletedAt === null ? [] : [`deleted ${readable(deletedAt)}`]),
  ];
  return `trail of tenant ${tenantId}${told.length === 0 ? '' : ` (${told.join(', ')})`}`;
}
