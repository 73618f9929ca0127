import { ValidateBy } from 'class-validator';
import type { Sentence } from '../sentences/sentence';
import type { FieldError } from './problem';

const RULE = 'eachItem';

/** Holds each item of a list to a rule. Unlike `each: true`, the answer names the items: `loginNetworkMasks[2]`. */
export const EachItem = (isRight: (item: unknown) => boolean, wrong: Sentence): PropertyDecorator =>
  ValidateBy(
    {
      name: RULE,
      validator: {
        // What is no list at all is another rule's to name.
        validate: (value) => !Array.isArray(value) || value.every(isRight),
        defaultMessage: (failed) => wrongIndexes(failed?.value, isRight).join(' '),
      },
    },
    { context: wrong },
  );

/** What a failed rule says as errors: of `EachItem`, whose message is the indexes, one an item; of any other the one. */
export function ruleErrors(field: string, rule: string, message: string, wrong: Sentence): FieldError[] {
  if (rule !== RULE) return [{ field, message: wrong }];
  return message.split(' ').map((index) => ({ field: `${field}[${index}]`, message: wrong }));
}

function wrongIndexes(items: unknown, isRight: (item: unknown) => boolean): number[] {
  return Array.isArray(items) ? [...items.keys()].filter((index) => !isRight(items[index])) : [];
}
