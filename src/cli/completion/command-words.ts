import type { Argument, Command, Option } from 'commander';

/** What can stand behind a command, as far as the tree of commands knows it. */
export interface CommandWords {
  /** The words to it, without the program's: `idp check`. */
  readonly path: string;
  readonly commands: readonly Described[];
  readonly options: readonly OptionWords[];
  readonly values: Values;
}

interface Described {
  readonly name: string;
  readonly summary: string;
}

export interface OptionWords {
  /** `-o` and `--output`. */
  readonly names: readonly string[];
  readonly summary: string;
  /** Of what stands behind it; undefined where nothing does. */
  readonly values: Values | undefined;
}

export type Values = readonly string[] | 'file' | 'anything';

/** Every command of the tree, the program itself first. */
export function readWords(program: Command): CommandWords[] {
  const globals = program.options.filter(({ hidden }) => !hidden).map(readOption);
  const walk = (command: Command, path: string): CommandWords[] => {
    const commands = command.commands.map((one) => ({ name: one.name(), summary: one.summary() }));
    const own = command === program ? [] : command.options.filter(({ hidden }) => !hidden).map(readOption);
    const help = { names: ['-h', '--help'], summary: 'show help', values: undefined };
    const words = {
      path,
      commands,
      options: [...own, ...globals, help],
      values: valuesOf(command.registeredArguments[0]),
    };
    return [
      words,
      ...command.commands.flatMap((one) => walk(one, path === '' ? one.name() : `${path} ${one.name()}`)),
    ];
  };
  return walk(program, '');
}

function readOption(option: Option): OptionWords {
  const { short, long, description, required, optional } = option;
  const names = [short, long].filter((name) => name !== undefined);
  const values = required || optional ? (option.argChoices ?? kindOf(option.flags)) : undefined;
  return { names, summary: description, values };
}

function valuesOf(argument: Argument | undefined): Values {
  return argument?.argChoices ?? kindOf(argument?.name() ?? '');
}

/** A file is called so, in an argument's name as in an option's flags. */
function kindOf(name: string): 'file' | 'anything' {
  return /(^|<|-)file>?$/.test(name) ? 'file' : 'anything';
}
