import { apply, diff } from './apply/apply-verbs';
import { dashboard } from './dashboard/dashboard-verb';
import { doctor } from './doctor/doctor-verb';
import type { AnyVerb } from './verb';

/** Commands that are no noun's. */
export const topVerbs: readonly AnyVerb[] = [apply, diff, doctor];

/** And are about accounts. */
export const accountVerbs: readonly AnyVerb[] = [dashboard];
