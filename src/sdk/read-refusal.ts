import { type FieldError, type RamSsoCode, RamSsoError } from './errors';
import { readRetryAfter } from './back-off';

const SHOWN_CHARACTERS = 200;

/** What a proxy in between means by a status, as it knows none of our codes. */
const CODES_OF_STRANGERS: Readonly<Record<number, RamSsoCode>> = {
  400: 'request.invalid',
  401: 'auth.required',
  403: 'auth.forbidden',
  404: 'not_found',
  405: 'request.method_not_allowed',
  408: 'request.timeout',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
  429: 'request.rate_limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** Of an answer that is no success: a problem of the service's own, or whatever something in between wrote. */
export function readRefusal(response: Response, text: string, now: number): RamSsoError {
  const { status } = response;
  const problem = readProblem(text);
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), now);
  if (problem) return new RamSsoError({ ...problem, status, retryAfterMs });
  const type = response.headers.get('content-type') ?? 'no content type';
  return new RamSsoError({
    code: CODES_OF_STRANGERS[status] ?? 'internal',
    status,
    title: 'The answer is not from ram-sso',
    detail: `Expected a ram-sso problem, got ${status} with ${type}: ${text.slice(0, SHOWN_CHARACTERS)}. Check baseUrl, and what stands before the service.`,
    requestId: response.headers.get('x-request-id'),
    errors: [],
    retryAfterMs,
  });
}

interface ProblemBody {
  readonly code: RamSsoCode;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly FieldError[];
}

function readProblem(text: string): ProblemBody | undefined {
  const body = parse(text);
  if (typeof body !== 'object' || body === null) return undefined;
  const { code, title, detail, requestId, errors } = body as Readonly<Record<string, unknown>>;
  const isProblem = [code, title, detail, requestId].every((part) => typeof part === 'string');
  if (!isProblem) return undefined;
  return { ...(body as ProblemBody), errors: Array.isArray(errors) ? (errors as FieldError[]) : [] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
