import { type ArgumentMetadata, Injectable, type ValidationError, ValidationPipe } from '@nestjs/common';
import { ruleErrors } from './each-item';
import { fieldProblem } from './field-problem';
import { type FieldError, Problem } from './problem';

/**
 * Holds bodies, queries and parameters to their DTO class: unknown fields are refused, nothing is converted that the DTO does not
 * convert itself, and the answer names every field by its path.
 */
@Injectable()
export class Validation extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => fieldProblem(errors.flatMap((error) => fieldErrors(error, ''))),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && isDto(metadata.metatype) && value !== undefined && !isObject(value)) {
      throw new Problem('request.invalid', 'The body must be one JSON object.');
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

function isDto(metatype: ArgumentMetadata['metatype']): boolean {
  return (
    metatype !== undefined &&
    ![Object, Array, String, Number, Boolean, Buffer].some((builtIn) => metatype === builtIn)
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = path(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).flatMap(([rule, message]) =>
    ruleErrors(field, rule, rule === 'whitelistValidation' ? 'is not a field of this resource' : message),
  );
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

function path(parent: string, property: string): string {
  if (!parent) return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
}
