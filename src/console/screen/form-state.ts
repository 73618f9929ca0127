import type { ArgumentMetadata, Type } from '@nestjs/common';
import { UploadedFile } from '../../http/multipart-form';
import { Problem } from '../../http/problem';
import { Validation } from '../../http/validation';
import { FORM_TOKEN_FIELD } from '../session/form-token';
import type { Sentence } from '../../sentences/sentence';

/** What a form shows: as it was filled in, and what was wrong with it. */
export class FormState {
  constructor(
    readonly values: Readonly<Record<string, string | undefined>> = {},
    readonly problem?: Problem,
  ) {}

  /** Also of a list's item, `loginNetworkMasks[2]`, or of a field inside, where the form has one field for the whole. */
  errorOf(name: string): Sentence | undefined {
    const isOf = (field: string) =>
      field === name || field.startsWith(`${name}[`) || field.startsWith(`${name}.`);
    return this.problem?.errors.find(({ field }) => isOf(field))?.message;
  }
}

/** The fields of a posted form, trimmed, without those left empty; the form's token is none of them. */
export function readFields(body: unknown): Record<string, string> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    typeof value === 'string' && name !== FORM_TOKEN_FIELD ? [[name, value.trim()] as const] : [],
  );
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}

/** The file that was chosen in that field; undefined where none was. */
export function readFile(body: unknown, name: string): UploadedFile | undefined {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return value instanceof UploadedFile && value.content.length > 0 ? value : undefined;
}

/** Holds what a form says to the rules of the API's body. Throws `request.invalid` with each field. */
export async function readBody<T extends object>(dto: Type<T>, value: object): Promise<T> {
  const metadata: ArgumentMetadata = { type: 'body', metatype: dto };
  return (await new Validation().transform(value, metadata)) as T;
}

/** What a form's work answers where it was refused; anything that is no caller's mistake is thrown on. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return error;
    throw error;
  }
}
