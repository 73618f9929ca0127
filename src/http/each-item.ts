import { ValidateBy } from 'class-validator';
import type { FieldError } from './problem';

const RULE = 'eachItem';

/** Holds each item of a list to a rule. Unlike `each: true`, the answer names the items: `loginNetworkMasks[2]`. */
export const EachItem = (isRight: (item: unknown) => boolean, message: string): PropertyDecorator =>
  ValidateBy({
    name: RULE,
    validator: {
      // What is no list at all is another rule's to name.
      validate: (value) => !Array.isArray(value) || value.every(isRight),
      defaultMessage: (failed) =>
        wrongIndexes(failed?.value, isRight)
          .map((index) => `[${index}] ${message}`)
          .join('\n'),
    },
  });

/** The message of a failed rule as errors: of `EachItem` one an item, of any other the one. */
export function ruleErrors(field: string, rule: string, message: string): FieldError[] {
  if (rule !== RULE) return [{ field, message }];
  return message.split('\n').map((line) => {
    const space = line.indexOf(' ');
    return { field: field + line.slice(0, space), message: line.slice(space + 1) };
  });
}

function wrongIndexes(items: unknown, isRight: (item: unknown) => boolean): number[] {
  return Array.isArray(items) ? [...items.keys()].filter((index) => !isRight(items[index])) : [];
}
