import { inWords, type Sentence } from '../sentences/sentence';
import { codes, type ProblemCode } from './codes';

export interface FieldError {
  /** The field's path in the body or query, `saml.requestBinding` or `loginNetworkMasks[2]`. */
  readonly field: string;
  readonly message: Sentence;
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
  /** For whoever sent the request: no SQL, no stack, no secret. To be said in any language; `detail` is in the API's. */
  readonly said: Sentence;
  readonly detail: string;
  readonly status: number;
  readonly title: string;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param told text alone is English for every reader: for what no page shows. */
  constructor(
    readonly code: ProblemCode,
    told: Sentence | string,
    options: ProblemOptions = {},
  ) {
    const said = typeof told === 'string' ? { text: told, values: [] } : told;
    const detail = inWords(said);
    super(detail, { cause: options.cause });
    this.said = said;
    this.detail = detail;
    this.name = 'Problem';
    this.status = options.status ?? codes[code].status;
    this.title = codes[code].title;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}
