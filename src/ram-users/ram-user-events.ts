import { changedFields, type RamUserProfile } from './ram-user-profile';

/** What an audit event tells of a user that was made. */
export function createdDetails(id: string, { status, consoleRole }: RamUserProfile): Record<string, unknown> {
  return { id, status, consoleRole };
}

/** What an audit event tells of a user that was changed: of most fields their names alone, for they are about a person. */
export function updatedDetails(
  id: string,
  before: RamUserProfile,
  after: RamUserProfile,
): Record<string, unknown> {
  const changed = changedFields(before, after);
  const { userName: formerUserName, consoleRole: formerConsoleRole } = before;
  return {
    id,
    changed,
    ...(changed.includes('userName') ? { formerUserName } : {}),
    ...(changed.includes('consoleRole') ? { consoleRole: after.consoleRole, formerConsoleRole } : {}),
  };
}
