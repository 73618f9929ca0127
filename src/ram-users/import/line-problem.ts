import type { ProblemCode } from '../../http/codes';
import type { Sentence } from '../../sentences/sentence';
import { Problem } from '../../http/problem';

/** What is wrong with a line as a whole, where no field of it is to be named. */
export function lineProblem(code: ProblemCode, message: Sentence): Problem {
  return new Problem(code, message, { errors: [{ field: 'line', message }] });
}
