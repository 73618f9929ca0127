import type { ExpiringTrust } from '../idp-trust/idp-trust.service';
import { DAY_MS } from './days';

type DatedMetadata = Pick<ExpiringTrust, 'source' | 'validUntil' | 'validUntilSince' | 'isRefreshFailing'>;

/** Shorter ones are always near their end: where they are not renewed, the refresh fails, and that is told. */
const SHORTEST_LIFETIME_MS = 4 * DAY_MS;
/** Who renews metadata does it long before this much of their lifetime is left. */
const SHARE_LEFT = 1 / 4;

/**
 * When the metadata end; null where they say no end, or where they are fetched again and their server is likely to put it off in time: it has
 * told this very end for less than three quarters of the way to it.
 */
export function metadataEnd(
  { source, validUntil, validUntilSince, isRefreshFailing }: DatedMetadata,
  now: Date,
): Date | null {
  if (!validUntil || source === 'upload' || isRefreshFailing) return validUntil;
  const lifetime = validUntil.getTime() - (validUntilSince ?? now).getTime();
  const left = validUntil.getTime() - now.getTime();
  return lifetime >= SHORTEST_LIFETIME_MS && left <= lifetime * SHARE_LEFT ? validUntil : null;
}
