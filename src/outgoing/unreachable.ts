import { inWords, type Sentence, say } from '../sentences/sentence';

/** A server that is not asked, or that does not answer as one. The message says why, in words that end a sentence, and tells nothing of what came back. */
export class Unreachable extends Error {
  constructor(
    readonly reason: Sentence,
    cause?: unknown,
  ) {
    super(inWords(reason), { cause });
    this.name = 'Unreachable';
  }
}

const REASONS: readonly (readonly [RegExp, Sentence])[] = [
  [/^(ENOTFOUND|EAI_)/, say`the name of its host does not resolve`],
  [/^ECONNREFUSED$/, say`its host refuses the connection`],
  [/^(ECONNRESET|EPIPE)$/, say`its host cut the connection`],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/, say`there is no way to its host`],
  [/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/, say`its host's certificate is not trusted`],
];

/** What Node says of a connection that failed, in our words. */
export function connectionFailed(error: unknown): Unreachable {
  if (error instanceof Unreachable) return error;
  const { code } = error as { readonly code?: unknown };
  const known = typeof code === 'string' ? REASONS.find(([pattern]) => pattern.test(code)) : undefined;
  return new Unreachable(known?.[1] ?? say`its host does not answer as a web server does`, error);
}
