import { StartError } from '../settings/start-error';
import { CliError } from './cli-error';
import { EXIT, type ExitCode } from './exit-codes';

export interface FailureDescription {
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
}

/** What is said of an error, and what the command ends with. */
export function describeFailure(error: unknown): FailureDescription {
  if (error instanceof CliError) return { lines: [error.message, ...error.lines], exitCode: error.exitCode };
  if (error instanceof StartError) return { lines: error.message.split('\n'), exitCode: error.exitCode };
  return {
    lines: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    exitCode: EXIT.failed,
  };
}
