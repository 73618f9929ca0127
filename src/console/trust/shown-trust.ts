import type { IdpTrustDto } from '../../idp-trust/idp-trust.dto';
import type { TrustVersionDto } from '../../idp-trust/trust-version.dto';
import type { TrustHealthDto } from '../../trust-health/trust-health.dto';

/** A tenant's trust, as its page shows it. */
export interface ShownTrust {
  readonly alias: string;
  /** Null without a trust. */
  readonly trust: IdpTrustDto | null;
  readonly health: TrustHealthDto;
  /** A page of them, the newest first. */
  readonly versions: readonly TrustVersionDto[];
  /** Of that page. */
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
}
