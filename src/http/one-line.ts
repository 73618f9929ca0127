import { ValidateBy } from 'class-validator';
import { isOneLine } from '../settings/one-line';
import { say } from '../sentences/sentence';
import { rule } from './rule';

/** A text for people to read, which pages and logs can show on a line. */
export const IsOneLine = (maxLength: number): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isOneLine',
      validator: {
        validate: (value) => typeof value === 'string' && isOneLine(value, maxLength),
      },
    },
    rule(
      say`must be a text of 1 to ${maxLength} characters without control characters, and without spaces around it`,
    ),
  );
