import { shellWord } from '../terminal/shell-word';
import type { CommandWords, OptionWords, Values } from './command-words';
import { findOptions, optionsWithValues, ownOptions, stepsOf } from './script-parts';

/** The same walk as in bash; zsh shows what each word means. */
export function writeZsh(all: readonly CommandWords[]): string {
  return `#compdef ram-sso
# Completion of ram-sso for zsh. In ~/.zshrc, behind compinit:  eval "$(ram-sso completion zsh)"
_ram_sso() {
  local previous=\${words[CURRENT-1]} at= word skip= i
  local -a found common
  common=(${(all[0]?.options ?? []).flatMap(optionLines).map(quoted).join(' ')})
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    if [[ -n $skip ]]; then skip=; continue; fi
    case $word in
      ${optionsWithValues(all).join('|')}) skip=1; continue ;;
    esac
    case "$at/$word" in
${stepsOf(all)
  .map(([from, word, to]) => `      ${quoted(`${from}/${word}`)}) at=${quoted(to)} ;;`)
  .join('\n')}
    esac
  done
  case "$at:$previous" in
${findOptions(all)
  .map(
    ({ path, name, values }) =>
      `    ${path === undefined ? '*' : quoted(path)}:${name}) ${offer(values)}; return ;;`,
  )
  .join('\n')}
  esac
  case "$at" in
${all.map((one) => writeCommand(one, all)).join('\n')}
  esac
}
if [[ $funcstack[1] == _ram-sso ]]; then _ram_sso; else compdef _ram_sso ram-sso; fi
`;
}

function writeCommand(command: CommandWords, all: readonly CommandWords[]): string {
  const { path, commands, values } = command;
  const own = ownOptions(command, all).flatMap(optionLines).map(quoted);
  const offered = `found=(${[...own, '$common'].join(' ')}); _describe options found`;
  const other =
    commands.length > 0
      ? describe(
          'commands',
          commands.map(({ name, summary }) => line(name, summary)),
        )
      : offer(values);
  return `    ${quoted(path)}) if [[ $PREFIX == -* ]]; then ${offered}; else ${other}; fi ;;`;
}

function optionLines({ names, summary }: OptionWords): string[] {
  return names.map((name) => line(name, summary));
}

function describe(title: string, lines: readonly string[]): string {
  return `found=(${lines.map(quoted).join(' ')}); _describe ${title} found`;
}

function line(name: string, summary: string): string {
  return `${name.replaceAll(':', '\\:')}:${summary}`;
}

function offer(values: Values): string {
  if (values === 'file') return '_files';
  return values === 'anything' ? ':' : `compadd -- ${values.map(shellWord).join(' ')}`;
}

/** Always quoted: what bash takes as it is, zsh may expand. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
