import type { components } from './openapi';

/** Every code that the service answers with. A newer service may have more. */
export type RamSsoCode = components['schemas']['Problem']['code'];

export interface FieldError {
  /** The field's path in the body or query: `saml.requestBinding`. */
  readonly field: string;
  readonly message: string;
}

interface RamSsoErrorFacts<Code extends RamSsoCode> {
  readonly code: Code;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** What to name to whoever runs the service: it is in its log and in the audit trail. Null where something in between answered. */
  readonly requestId: string | null;
  /** Of a bad body or query, each field that is not right. */
  readonly errors: readonly FieldError[];
  /** As `Retry-After` asked; undefined without one. */
  readonly retryAfterMs?: number;
}

const BRAND = Symbol.for('ram-sso.error');
const UNREACHABLE_BRAND = Symbol.for('ram-sso.unreachable');

/** The service answered, and not with a success. */
export class RamSsoError<Code extends RamSsoCode = RamSsoCode> extends Error {
  override readonly name = 'RamSsoError';
  readonly code: Code;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: readonly FieldError[];
  readonly retryAfterMs: number | undefined;

  constructor(facts: RamSsoErrorFacts<Code>) {
    const fields = facts.errors.map(({ field, message }) => `${field} ${message}`).join('; ');
    super(`${facts.code} (${facts.status}): ${facts.detail}${fields ? ` [${fields}]` : ''}`);
    this.code = facts.code;
    this.status = facts.status;
    this.title = facts.title;
    this.detail = facts.detail;
    this.requestId = facts.requestId;
    this.errors = facts.errors;
    this.retryAfterMs = facts.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Nothing came back that could be read: no connection, a broken one, or none within `timeoutMs`. What was asked may have been done. */
export class RamSsoUnreachable extends Error {
  override readonly name = 'RamSsoUnreachable';

  constructor(
    readonly reason: 'network' | 'timeout',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    Object.defineProperty(this, UNREACHABLE_BRAND, { value: true });
  }
}

/**
 * Whether the service refused, and with one of these codes where some are named:
 *
 *     if (isRamSsoError(error, 'conflict')) console.log(error.detail);
 *
 * Better than `instanceof` where a program has the SDK twice, by `import` and by `require`.
 */
export function isRamSsoError<Code extends RamSsoCode = RamSsoCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is RamSsoError<Code> {
  if (!isBranded(error, BRAND)) return false;
  return codes.length === 0 || codes.some((code) => code === (error as RamSsoError).code);
}

export function isRamSsoUnreachable(error: unknown): error is RamSsoUnreachable {
  return isBranded(error, UNREACHABLE_BRAND);
}

function isBranded(error: unknown, brand: symbol): boolean {
  return typeof error === 'object' && error !== null && brand in error;
}
