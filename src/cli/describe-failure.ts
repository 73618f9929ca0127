import { isRamSsoError, isRamSsoUnreachable, type RamSsoCode, type RamSsoError } from '../sdk/sdk';
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
  if (isRamSsoError(error)) return describeRefusal(error);
  if (isRamSsoUnreachable(error)) return { lines: [error.message], exitCode: EXIT.unavailable };
  if (error instanceof StartError) return { lines: error.message.split('\n'), exitCode: error.exitCode };
  return {
    lines: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    exitCode: EXIT.failed,
  };
}

const BY_CODE: Partial<Record<RamSsoCode, ExitCode>> = {
  'auth.required': EXIT.refused,
  'auth.forbidden': EXIT.refused,
  conflict: EXIT.conflict,
  precondition_failed: EXIT.conflict,
  'request.rate_limited': EXIT.unavailable,
  'request.timeout': EXIT.unavailable,
  unavailable: EXIT.unavailable,
  internal: EXIT.failed,
};

/** A code that is newer than this command goes by its status. */
export function exitCodeOf({
  code,
  status,
}: {
  readonly code: RamSsoCode;
  readonly status: number;
}): ExitCode {
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  if (status === 404) return EXIT.notFound;
  if (status === 401 || status === 403) return EXIT.refused;
  return status >= 400 && status < 500 ? EXIT.invalid : EXIT.failed;
}

function describeRefusal(error: RamSsoError): FailureDescription {
  const { code, detail, errors, requestId } = error;
  return {
    lines: [
      `${code}: ${detail}`,
      ...errors.map(({ field, message }) => `${field} ${message}`),
      ...(requestId === null ? [] : [`request id ${requestId}`]),
    ],
    exitCode: exitCodeOf(error),
  };
}
