import { apply, diff } from './apply/apply-verbs';
import type { AnyVerb } from './verb';

/** Commands that are no noun's. */
export const topVerbs: readonly AnyVerb[] = [apply, diff];
