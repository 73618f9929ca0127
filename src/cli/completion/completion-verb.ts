import type { CommandContext } from '../command-context';
import { type AnyVerb, choiceArgument, verb } from '../verb';
import type { CommandWords } from './command-words';
import { writeBash } from './write-bash';
import { writeFish } from './write-fish';
import { writeZsh } from './write-zsh';

const WRITERS: Readonly<Record<string, (all: readonly CommandWords[]) => string>> = {
  bash: writeBash,
  zsh: writeZsh,
  fish: writeFish,
};

/** @param readAll of the whole tree, this command included */
export function completionVerb(readAll: () => readonly CommandWords[]): AnyVerb {
  return verb({
    name: 'completion',
    summary: 'write the script by which a shell completes this command',
    takes: { shell: choiceArgument('which shell', ['bash', 'zsh', 'fish']) },
    examples: [
      ['eval "$(ram-sso completion bash)"', 'in ~/.bashrc; likewise for zsh, behind compinit'],
      ['ram-sso completion fish > ~/.config/fish/completions/ram-sso.fish', 'for fish'],
    ],
    run: async ({ print }: CommandContext, { shell }) => {
      await print.raw(WRITERS[shell]?.(readAll()) ?? '');
    },
  });
}
