import { codes, type ProblemCode } from './codes';

export interface FieldError {
  /** The field's path in the body or query, `saml.requestBinding` or `loginNetworkMasks[2]`. */
  readonly field: string;
  readonly message: string;
}

export interface ProblemOptions {
  /** Only where the contract gives one code two statuses (`user.not_found`: 404 in the API, 401 at a login). */
  readonly status?: number;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log alone. */
  readonly cause?: unknown;
}

/** An answer that is not what the caller asked for; the one filter turns it into `application/problem+json` or a page. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail a sentence for whoever sent the request: no SQL, no stack, no secret. */
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    options: ProblemOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'Problem';
    this.status = options.status ?? codes[code].status;
    this.title = codes[code].title;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}
