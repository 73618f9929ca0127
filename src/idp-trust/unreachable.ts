import { Problem } from '../http/problem';

/** @param reason what went wrong on the way, and nothing of what came back */
export function unreachable(reason: string, cause?: unknown): Problem {
  return new Problem(
    'idp.metadata_unreachable',
    `The metadata could not be fetched: ${reason}. Correct metadataUrl, or upload the document itself as metadataXml.`,
    { cause },
  );
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'the name of its host does not resolve'],
  [/^ECONNREFUSED$/, 'its host refuses the connection'],
  [/^(ECONNRESET|EPIPE)$/, 'its host cut the connection'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/, 'there is no way to its host'],
  [/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/, "its host's certificate is not trusted"],
];

/** What Node says of a connection that failed. */
export function connectionFailed(error: unknown): Problem {
  const { code } = error as { readonly code?: unknown };
  const known = typeof code === 'string' ? REASONS.find(([pattern]) => pattern.test(code)) : undefined;
  return unreachable(known?.[1] ?? 'its host does not answer as a web server does', error);
}
