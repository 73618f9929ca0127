import { types } from 'node:util';

/** An error as the log may have it: not its other properties, where database drivers keep statements with their values. */
export interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
}

const MAX_DEPTH = 4;

export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!types.isNativeError(error)) return { type: typeof error, message: String(error).slice(0, 500) };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    type: name,
    message,
    code: typeof code === 'string' ? code : undefined,
    stack,
    cause: cause === undefined || depth >= MAX_DEPTH ? undefined : describeError(cause, depth + 1),
  };
}
