import { type ArgumentMetadata, Injectable, type ValidationError, ValidationPipe } from '@nestjs/common';
import { ruleErrors } from './each-item';
import { fieldProblem } from './field-problem';
import { type FieldError, Problem } from './problem';
import { type Sentence, say } from '../sentences/sentence';

const UNKNOWN_FIELD = say`is not a field of this resource`;

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
    if (metadata.type === 'body' && isDto(metadata.metatype) && !isObject(value)) {
      throw new Problem('request.invalid', say`The body must be one JSON object.`);
    }
    if (isDto(metadata.metatype)) checkNames(value);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

/** The library takes what every object inherits (`constructor`, `toString`) for known fields; Nest drops `prototype` without a word. */
function checkNames(value: unknown): void {
  const inherited = inheritedNames(value, '');
  if (inherited.length > 0) throw fieldProblem(inherited.map((field) => ({ field, message: UNKNOWN_FIELD })));
}

function inheritedNames(value: unknown, parent: string): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value as object).flatMap(([name, child]) => {
    const field = path(parent, name);
    return name === 'prototype' || name in Object.prototype ? [field] : inheritedNames(child, field);
  });
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
    ruleErrors(field, rule, message, rule === 'whitelistValidation' ? UNKNOWN_FIELD : wrongBy(error, rule)),
  );
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

/** Every rule of ours carries its sentence; what the library says of its own accord is English for every reader. */
function wrongBy({ contexts, constraints }: ValidationError, rule: string): Sentence {
  const wrong = contexts?.[rule] as Sentence | undefined;
  return wrong ?? { text: constraints?.[rule] ?? '', values: [] };
}

function path(parent: string, property: string): string {
  if (!parent) return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
}
