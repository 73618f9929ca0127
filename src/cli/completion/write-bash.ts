import { shellWord } from '../terminal/shell-word';
import type { CommandWords, Values } from './command-words';
import { findOptions, optionsWithValues, ownOptions, stepsOf } from './script-parts';

/** Needs nothing but bash 4: no package, and no process at a press of Tab. What is typed is compared, and never evaluated. */
export function writeBash(all: readonly CommandWords[]): string {
  return `# Completion of ram-sso for bash. In ~/.bashrc:  eval "$(ram-sso completion bash)"
_ram_sso() {
  local cur=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path= word skip= i
  local common=${shellWord(commonNames(all))}
  COMPREPLY=()
  [[ $cur == = ]] && cur=
  [[ $previous == = ]] && previous=\${COMP_WORDS[COMP_CWORD-2]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $skip ]]; then [[ $word == = ]] || skip=; continue; fi
    case $word in
      ${optionsWithValues(all).join('|')}) skip=1; continue ;;
    esac
    case "$path/$word" in
${stepsOf(all)
  .map(([from, word, to]) => `      ${shellWord(`${from}/${word}`)}) path=${shellWord(to)} ;;`)
  .join('\n')}
    esac
  done
  case "$path:$previous" in
${findOptions(all)
  .map(
    ({ path, name, values }) =>
      `    ${path === undefined ? '*' : shellWord(path)}:${name}) ${reply(values)}; return ;;`,
  )
  .join('\n')}
  esac
  case "$path" in
${all.map((one) => writeCommand(one, all)).join('\n')}
  esac
}
complete -F _ram_sso ram-sso
`;
}

function writeCommand(command: CommandWords, all: readonly CommandWords[]): string {
  const { path, commands, values } = command;
  const own = ownOptions(command, all).flatMap(({ names }) => names);
  const other = commands.length > 0 ? reply(commands.map(({ name }) => name)) : reply(values);
  return `    ${path === '' ? "''" : shellWord(path)}) if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "${own.map((name) => `${name} `).join('')}$common" -- "$cur")); else ${other}; fi ;;`;
}

function commonNames([program]: readonly CommandWords[]): string {
  return program?.options.flatMap(({ names }) => names).join(' ') ?? '';
}

function reply(values: Values): string {
  if (values === 'file') return 'compopt -o default';
  if (values === 'anything') return ':';
  return `COMPREPLY=($(compgen -W ${shellWord(values.join(' '))} -- "$cur"))`;
}
