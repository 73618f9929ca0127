import type { CreateRamUserBody } from '../ram-user.dto';
import type { RamUserEntity } from '../ram-user.entity';
import { changedFields, newProfile, patchProfile, profileOf, type RamUserProfile } from '../ram-user-profile';
import { type ImportedUser, refusedUser } from './imported-user';
import { lineProblem } from './line-problem';
import { say } from '../../sentences/sentence';

/** A line that is right by itself. */
export interface GivenUser {
  readonly line: number;
  /** The name, folded. */
  readonly key: string;
  readonly given: CreateRamUserBody;
}

export interface UserChange {
  readonly user: RamUserEntity;
  readonly before: RamUserProfile;
  readonly after: RamUserProfile;
}

/** What is to be written for a number of lines, each of another name, and what they are answered with. */
export interface BatchPlan {
  readonly created: RamUserProfile[];
  readonly changed: UserChange[];
  readonly answers: ImportedUser[];
}

export interface PlanOptions {
  /** Whoever has a role in the console stays as he is: his line is refused where it would change him. */
  readonly leavesAdministrators?: boolean;
}

/** Who is not there is made; of who is, what a line gives is changed, but not how his name is written. */
export function planBatch(
  given: readonly GivenUser[],
  existing: ReadonlyMap<string, RamUserEntity>,
  options: PlanOptions = {},
): BatchPlan {
  const plan: BatchPlan = { created: [], changed: [], answers: [] };
  for (const { line, key, given: wanted } of given) {
    const user = existing.get(key);
    const answer = user ? planChange(plan, user, wanted, options) : planNew(plan, wanted);
    plan.answers.push({ ...answer, line });
  }
  return plan;
}

type Answer = Omit<ImportedUser, 'line'>;

function planNew({ created }: BatchPlan, wanted: CreateRamUserBody): Answer {
  const profile = newProfile(wanted);
  created.push(profile);
  return { userName: profile.userName, result: 'created' };
}

function planChange(
  { changed }: BatchPlan,
  user: RamUserEntity,
  wanted: CreateRamUserBody,
  { leavesAdministrators = false }: PlanOptions,
): Answer {
  const before = profileOf(user);
  const { userName } = before;
  const after = { ...patchProfile(before, wanted), userName };
  if (changedFields(before, after).length === 0) return { userName, result: 'unchanged' };
  if (leavesAdministrators && before.consoleRole !== 'none') return refusedUser(0, wanted, ADMINISTRATOR);
  changed.push({ user, before, after });
  return { userName, result: 'updated' };
}

const ADMINISTRATOR = lineProblem(
  'auth.forbidden',
  say`This user has a role in the console, and is changed by no list in the set-up: leave the line out, or change the user on the page of his own.`,
);
