import { type FieldError, Problem } from './problem';
import { say } from '../sentences/sentence';

const MOST_ERRORS = 100;
const LONGEST_NAME = 200;

/** `request.invalid`, naming every field that is not right; of what no resource has so many or so long, the beginning. */
export function fieldProblem(all: readonly FieldError[]): Problem {
  const errors = all.slice(0, MOST_ERRORS).map(shortened);
  const fields = [...new Set(errors.map((error) => error.field))];
  const named = fields.slice(0, 10).join(', ') + (fields.length > 10 ? ', ...' : '');
  const detail =
    fields.length === 1
      ? say`The field ${named} is not valid.`
      : say`${fields.length} fields are not valid: ${named}.`;
  return new Problem('request.invalid', detail, { errors });
}

function shortened({ field, message }: FieldError): FieldError {
  return { field: field.length <= LONGEST_NAME ? field : `${field.slice(0, LONGEST_NAME)}…`, message };
}
