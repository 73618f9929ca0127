import { HttpException } from '@nestjs/common';
import type { ProblemCode } from './codes';
import { Problem } from './problem';
import { type Sentence, say } from '../sentences/sentence';

/** Tells what failed of what a room depends on (the database); undefined where it is something else. Filled in at start-up. */
export type FailureReader = (error: unknown) => Problem | undefined;

/** Says what the framework refused before a route saw it; its own sentences are not ours to show. */
const BY_STATUS: Readonly<Record<number, readonly [ProblemCode, Sentence]>> = {
  400: [
    'request.invalid',
    say`The request could not be read: the body, the query or the path is not well-formed.`,
  ],
  401: ['auth.required', say`Send "Authorization: Bearer <token>".`],
  403: ['auth.forbidden', say`Your token does not reach this.`],
  404: ['not_found', say`Nothing answers at this path.`],
  408: ['request.timeout', say`The request did not arrive in time.`],
  413: ['request.too_large', say`The body is larger than this route takes.`],
  414: ['not_found', say`A part of the path is longer than any name here.`],
  415: ['request.unsupported_media_type', say`The Content-Type is not one that this route takes.`],
  431: ['request.too_large', say`The headers are larger than the service takes.`],
};

/** Every error has its answer; what nobody expected is `internal`, its cause for the log alone. */
export function toProblem(error: unknown, readFailure: FailureReader): Problem {
  if (error instanceof Problem) return error;
  if (isAborted(error)) return new Problem('request.invalid', say`The connection ended within the request.`);
  const failure = readFailure(error);
  if (failure) return failure;
  const known = BY_STATUS[statusOf(error)];
  if (known) return new Problem(known[0], known[1], { cause: error });
  return new Problem('internal', say`Something unexpected happened; the log has it under this request id.`, {
    cause: error,
  });
}

/** Node's own word for a caller who went away; its code is also that of a database that did. */
function isAborted(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === 'ECONNRESET' && message === 'aborted';
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own errors; any other object's `statusCode` is not meant for our caller.
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  const isFastifys = typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number';
  if (isFastifys) return statusCode;
  return error instanceof SyntaxError && statusCode === 400 ? 400 : 500;
}
