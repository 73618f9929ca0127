import { EXIT, type ExitCode } from './exit-codes';

/** Why a command can not do its work: a sentence for the person at the terminal, shown without a stack. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  /** More about it, a line each. */
  readonly lines: readonly string[];

  constructor(
    message: string,
    options: {
      readonly exitCode?: ExitCode;
      readonly lines?: readonly string[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'CliError';
    this.exitCode = options.exitCode ?? EXIT.failed;
    this.lines = options.lines ?? [];
  }
}

/** What was typed, or stands in a file, is wrong: nothing was asked of the service yet. */
export function usageError(message: string, lines: readonly string[] = []): CliError {
  return new CliError(message, { exitCode: EXIT.usage, lines });
}
