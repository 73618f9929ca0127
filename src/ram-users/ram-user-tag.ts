import { entityTag } from '../http/entity-tag';
import type { RamUserEntity } from './ram-user.entity';

/** A login moves `lastLoginAt` and not the tag: nobody's change may fail because the user signed in meanwhile. */
export function ramUserTag({ id, revision }: Pick<RamUserEntity, 'id' | 'revision'>): string {
  return entityTag(id, revision);
}
