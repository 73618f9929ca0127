import type { CommandWords, OptionWords, Values } from './command-words';

/** Options behind which a value stands: it is no command, whatever it is called. */
export function optionsWithValues(all: readonly CommandWords[]): string[] {
  const options = all.flatMap((command) => command.options);
  return [...new Set(options.filter(({ values }) => values !== undefined).flatMap(({ names }) => names))];
}

/** From which command which word leads to which. */
export function stepsOf(all: readonly CommandWords[]): (readonly [string, string, string])[] {
  return all.flatMap(({ path, commands }) =>
    commands.map(({ name }) => [path, name, path === '' ? name : `${path} ${name}`] as const),
  );
}

/** A command's options but for those that the program has too. */
export function ownOptions(
  { path, options }: CommandWords,
  [program]: readonly CommandWords[],
): readonly OptionWords[] {
  const common = new Set(program?.options.flatMap(({ names }) => names));
  return path === '' ? [] : options.filter(({ names }) => !names.some((name) => common.has(name)));
}

export interface OptionOfCommand {
  /** Undefined: it is every command's. */
  readonly path: string | undefined;
  readonly name: string;
  readonly values: Values;
}

/** Which values stand behind which option of which command; the commands' own before what is common to all. */
export function findOptions(all: readonly CommandWords[]): OptionOfCommand[] {
  const common = new Set(all[0]?.options.flatMap(({ names }) => names));
  const found = all.flatMap(({ path, options }) =>
    options.flatMap(({ names, values }) =>
      values === undefined ? [] : names.map((name) => ({ path, name, values })),
    ),
  );
  const own = found.filter(({ name }) => !common.has(name));
  const shared = found.filter(({ path, name }) => path === '' && common.has(name));
  return [...own, ...shared.map((option) => ({ ...option, path: undefined }))];
}
