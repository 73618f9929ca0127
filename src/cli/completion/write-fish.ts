import type { CommandWords, OptionWords, Values } from './command-words';
import { optionsWithValues, ownOptions, stepsOf } from './script-parts';

/** One condition a command: fish itself does the rest. */
export function writeFish(all: readonly CommandWords[]): string {
  const [program, ...commands] = all;
  const common = program?.options ?? [];
  const lines = [
    ...common.map((option) => `complete -c ram-sso ${optionWords(option)}`),
    ...(program ? commandLines(program) : []),
    ...commands.flatMap((one) => [
      ...commandLines(one),
      ...ownOptions(one, all).map((option) => `complete -c ram-sso ${condition(one)} ${optionWords(option)}`),
    ]),
  ];
  return `# Completion of ram-sso for fish:  ram-sso completion fish > ~/.config/fish/completions/ram-sso.fish
function __ram_sso_at
  set -l at
  set -l skip
  set -l words (commandline -opc)
  for word in $words[2..-1]
    if test -n "$skip"
      set skip
      continue
    end
    switch $word
      case ${optionsWithValues(all).join(' ')}
        set skip 1
        continue
    end
    switch "$at/$word"
${stepsOf(all)
  .map(([from, word, to]) => `      case ${quoted(`${from}/${word}`)}\n        set at ${quoted(to)}`)
  .join('\n')}
    end
  end
  test "$at" = "$argv[1]"
end
complete -c ram-sso -e
complete -c ram-sso -f
${lines.join('\n')}
`;
}

function commandLines(words: CommandWords): string[] {
  const { commands, values } = words;
  if (commands.length === 0)
    return values === 'anything' ? [] : [`complete -c ram-sso ${condition(words)} ${valueWords(values)}`];
  return commands.map(
    ({ name, summary }) => `complete -c ram-sso ${condition(words)} -a ${name} -d ${quoted(summary)}`,
  );
}

function condition({ path }: CommandWords): string {
  return `-n ${quoted(`__ram_sso_at ${quoted(path)}`)}`;
}

function optionWords({ names, summary, values }: OptionWords): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value =
    values === undefined ? [] : ['-r', ...(values === 'anything' ? ['-f'] : [valueWords(values)])];
  return [...flags, ...value, '-d', quoted(summary)].join(' ');
}

function valueWords(values: Exclude<Values, 'anything'>): string {
  return values === 'file' ? '-F' : `-f -a ${quoted(values.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
