import type { ValidationOptions } from 'class-validator';
import { inWords, type Sentence } from '../sentences/sentence';

/** The options of a validator that says what should have come: `@IsInt(rule(say`...`))`. The library itself only carries text. */
export function rule(wrong: Sentence): ValidationOptions {
  return { message: inWords(wrong), context: wrong };
}
