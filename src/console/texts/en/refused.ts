import type { ProblemCode } from '../../../http/codes';

/** The heading of a page that says no, by the problem's code; all others have `other`. */
const byCode: Readonly<Partial<Record<ProblemCode, string>>> = {
  'auth.forbidden': 'You may not do this',
  'tenant.not_found': 'There is no such tenant',
  'user.not_found': 'There is no such user',
  not_found: 'There is no such page',
  conflict: 'It changed in the meantime, or is taken',
  precondition_failed: 'It changed in the meantime',
  'request.rate_limited': 'Too much at once',
  unavailable: 'The service is not available right now',
  internal: 'Something went wrong here',
};

/** Pages of the console that say no. */
export const refused = { byCode, other: 'This could not be done' };
