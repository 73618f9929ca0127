import { mergePatch } from '../http/merge-patch';
import type { ConsoleRole, RamUserEntity, RamUserStatus } from './ram-user.entity';

/** All of a user that his administrators set. */
export interface RamUserProfile {
  readonly userName: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly mobilePhone: string | null;
  readonly comments: string | null;
  readonly status: RamUserStatus;
  readonly consoleRole: ConsoleRole;
}

/** A JSON Merge Patch (RFC 7396): what is absent stays, null goes back to the default; a name has none. */
export type RamUserPatch = {
  readonly [K in keyof RamUserProfile]?:
    RamUserProfile[K] | (K extends 'userName' ? never : null) | undefined;
};

type WithDefault = 'status' | 'consoleRole';
type Merged = Omit<RamUserProfile, WithDefault> & { readonly [K in WithDefault]: RamUserProfile[K] | null };

export type NewRamUser = RamUserPatch & { readonly userName: string };

export function newProfile({ userName, ...optional }: NewRamUser): RamUserProfile {
  const empty = {
    displayName: null,
    email: null,
    mobilePhone: null,
    comments: null,
    status: 'active' as const,
    consoleRole: 'none' as const,
  };
  return patchProfile({ userName, ...empty }, optional);
}

export function patchProfile(current: RamUserProfile, patch: RamUserPatch): RamUserProfile {
  const { status, consoleRole, ...merged } = mergePatch(current, patch) as unknown as Merged;
  return { ...merged, status: status ?? 'active', consoleRole: consoleRole ?? 'none' };
}

export function profileOf(user: RamUserEntity): RamUserProfile {
  const { userName, displayName, email, mobilePhone, comments, status, consoleRole } = user;
  return { userName, displayName, email, mobilePhone, comments, status, consoleRole };
}

export function changedFields(before: RamUserProfile, after: RamUserProfile): string[] {
  const names = Object.keys(before) as (keyof RamUserProfile)[];
  return names.filter((name) => before[name] !== after[name]);
}
