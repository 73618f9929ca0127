import type { Command, CommanderError } from 'commander';
import { printable } from './terminal/printable';

/**
 * What is wrong with a command line. Of what was typed only names are repeated, no values: somebody may have written a key or a token
 * where none is taken.
 */
export function describeUsage(error: CommanderError, program: Command, args: readonly string[]): string {
  const command = commandOf(program, args);
  const path = pathOf(command);
  return printable(`ram-sso: ${sentenceOf(error)}

Usage: ${path} ${command.usage()}
"${path} --help" tells more.
`);
}

function sentenceOf({ code, message }: CommanderError): string {
  const plain = message.replace(/^error: /, '').split('\n');
  const [first = '', suggestion] = plain;
  const hint = suggestion === undefined ? '' : ` ${suggestion.replace(/^\((.*)\)$/, '$1')}`;
  const name = /'([^'=]*)/.exec(first)?.[1] ?? '';
  if (code === 'commander.unknownCommand') return `There is no "${name}".${hint}`;
  if (code === 'commander.unknownOption') return `There is no option ${name} here.${hint}`;
  if (code === 'commander.excessArguments') return 'There are more words than this command takes.';
  if (code === 'commander.invalidArgument')
    return `${invalidName(first)} is not what it can be. ${reasonOf(first)}`;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}.`;
}

/** `option '--limit <n>' argument 'x' is invalid. It must …`, or `command-argument value 'x' is invalid for argument 'product'. …` */
function invalidName(message: string): string {
  return /^option '([^']*)'|for argument '([^']*)'/.exec(message)?.slice(1).find(Boolean) ?? 'A value';
}

function reasonOf(message: string): string {
  return /is invalid(?: for argument '[^']*')?\. (.*)$/.exec(message)?.[1] ?? '';
}

/** As far as the words name commands. */
function commandOf(program: Command, args: readonly string[]): Command {
  let found = program;
  for (const word of args.filter((one) => !one.startsWith('-'))) {
    const next = found.commands.find((one) => one.name() === word);
    if (!next) continue;
    found = next;
  }
  return found;
}

export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
