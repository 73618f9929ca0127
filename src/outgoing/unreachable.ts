/** A server that is not asked, or that does not answer as one. The message says why, in words that end a sentence, and tells nothing of what came back. */
export class Unreachable extends Error {
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'Unreachable';
  }
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'the name of its host does not resolve'],
  [/^ECONNREFUSED$/, 'its host refuses the connection'],
  [/^(ECONNRESET|EPIPE)$/, 'its host cut the connection'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/, 'there is no way to its host'],
  [/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/, "its host's certificate is not trusted"],
];

/** What Node says of a connection that failed, in our words. */
export function connectionFailed(error: unknown): Unreachable {
  if (error instanceof Unreachable) return error;
  const { code } = error as { readonly code?: unknown };
  const known = typeof code === 'string' ? REASONS.find(([pattern]) => pattern.test(code)) : undefined;
  return new Unreachable(known?.[1] ?? 'its host does not answer as a web server does', error);
}
