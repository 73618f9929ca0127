import type { FoundTrust } from './idp-trusts.repository';

export interface RefreshFailure {
  readonly since: Date;
  /** Of the last one, as `message` is. */
  readonly code: string;
  readonly message: string;
  /** In a row. */
  readonly count: number;
}

export function refreshFailureOf(trust: FoundTrust): RefreshFailure | null {
  const { refreshFailedSince: since, refreshFailureCode: code, refreshFailureMessage: message } = trust;
  if (!since || code === null || message === null) return null;
  return { since, code, message, count: trust.refreshFailureCount };
}
