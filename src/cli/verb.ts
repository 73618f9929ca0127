import type { CommandContext } from './command-context';

/** What a command takes, in the order of its arguments; each becomes a value of that type. */
export interface Argument<T> {
  readonly kind: 'argument';
  readonly description: string;
  readonly isOptional: boolean;
  readonly choices?: readonly string[];
  readonly read?: (text: string) => T;
}

export interface Option<T> {
  readonly kind: 'option';
  /** As commander has them: `-f, --file <file>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly isRequired?: boolean;
  /** May be given several times: with commas in each, or whole. */
  readonly isRepeated?: 'commas' | 'whole';
  /** Throws a `WrongValue`. */
  readonly read?: (text: string) => T;
}

export type Takes = Readonly<Record<string, Argument<unknown> | Option<unknown>>>;

export type Input<T extends Takes> = {
  readonly [K in keyof T]: T[K] extends { read?: (text: string) => infer V } ? V : never;
};

export interface Verb<T extends Takes = Takes> {
  readonly name: string;
  readonly summary: string;
  /** More than the summary, for its own help. */
  readonly description?: string;
  readonly takes: T;
  /** Command lines, and what each does. */
  readonly examples: readonly (readonly [string, string])[];
  /** What `ram-sso <noun>` alone does. */
  readonly isDefault?: boolean;
  readonly run: (context: CommandContext, input: Input<T>) => Promise<void>;
}

/** Any verb: its input is made of its own `takes`, so the two always fit. */
export type AnyVerb = Omit<Verb, 'run'> & {
  readonly run: (context: CommandContext, input: never) => Promise<void>;
};

export interface Noun {
  readonly name: string;
  readonly summary: string;
  readonly group: string;
  readonly verbs: readonly AnyVerb[];
}

/** Checks that `run` takes what `takes` gives. */
export function verb<const T extends Takes>(definition: Verb<T>): AnyVerb {
  return definition;
}

/** A value that can not be; the sentence ends `must be …`. */
export class WrongValue extends Error {}

export function argument(description: string, read?: (text: string) => string): Argument<string> {
  return { kind: 'argument', description, isOptional: false, read };
}

export function optionalArgument(
  description: string,
  read?: (text: string) => string,
): Argument<string | undefined> {
  return { kind: 'argument', description, isOptional: true, read };
}

export function choiceArgument<const C extends string>(
  description: string,
  choices: readonly C[],
): Argument<C> {
  return { kind: 'argument', description, isOptional: false, choices };
}

export function text(flags: string, description: string): Option<string | undefined> {
  return { kind: 'option', flags, description };
}

export function requiredText(flags: string, description: string): Option<string> {
  return { kind: 'option', flags, description, isRequired: true };
}

export function flag(flags: string, description: string): Option<boolean | undefined> {
  return { kind: 'option', flags, description };
}

/** One of a few words. */
export function choice<const C extends string>(
  flags: string,
  description: string,
  choices: readonly C[],
): Option<C | undefined> {
  return { kind: 'option', flags, description, choices };
}

/** May be given several times, or with commas. */
export function texts(flags: string, description: string): Option<readonly string[] | undefined> {
  return { kind: 'option', flags, description, isRepeated: 'commas' };
}

/** May be given several times. */
export function wholeTexts(flags: string, description: string): Option<readonly string[] | undefined> {
  return { kind: 'option', flags, description, isRepeated: 'whole' };
}

export function wholeNumber(
  flags: string,
  description: string,
  least: number,
  most: number,
): Option<number | undefined> {
  return {
    kind: 'option',
    flags,
    description: `${description} (${least} to ${most})`,
    read: (value) => {
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < least || number > most)
        throw new WrongValue(`a whole number from ${least} to ${most}`);
      return number;
    },
  };
}

/** `on` or `off`. */
export function onOff(flags: string, description: string): Option<boolean | undefined> {
  return {
    kind: 'option',
    flags,
    description,
    choices: ['on', 'off'],
    read: (value) => value === 'on',
  };
}
