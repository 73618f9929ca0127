import { apply, diff } from './apply/apply-verbs';
import { doctor } from './doctor/doctor-verb';
import type { AnyVerb } from './verb';

/** Commands that are no noun's. */
export const topVerbs: readonly AnyVerb[] = [apply, diff, doctor];
