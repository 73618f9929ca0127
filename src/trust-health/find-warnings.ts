import type { IdpTrustStatus } from '../idp-trust/idp-trust.service';
import { nameOf } from '../saml/metadata/warn-of-dates';
import type { DatedCertificate } from '../saml/signature/certificates';
import { inWords, type Sentence, say } from '../sentences/sentence';
import type { DatedSpKey } from '../sp-keys/sp-key-facts';
import type { CountedOften, CountedRefusal } from './count-summary';
import { daysUntil } from './days';
import { hasSuccessor } from './expiry-notices';
import { type Drift, newValues, type WatchedKind } from './find-drift';
import { metadataEnd } from './metadata-end';

export interface HealthWarning {
  readonly code: string;
  readonly message: string;
}

/** What is known of a tenant's trust and of its logins. */
export interface HealthFacts {
  readonly now: Date;
  readonly clockSkewSeconds: number;
  readonly isSsoEnabled: boolean;
  /** Null without a trust. */
  readonly trust: IdpTrustStatus | null;
  readonly spKeys: readonly DatedSpKey[];
  readonly drift: readonly Drift[];
  /** Of today and yesterday. */
  readonly successes: number;
  readonly refusals: readonly CountedRefusal[];
}

/** So many days before an end it is warned of. */
export const WARNED_DAYS = 30;
/** Anybody can have a login refused: a few say nothing. */
const LEAST_REFUSALS = 5;

/** What an administrator should look at; first what lets nobody sign in. */
export function findWarnings(facts: HealthFacts): HealthWarning[] {
  const { trust } = facts;
  return [
    ...(facts.isSsoEnabled ? [] : [ssoDisabled()]),
    ...(trust ? trustWarnings(trust, facts.now) : [notConfigured()]),
    ...facts.spKeys.flatMap((key) => warnOfSpKey(key, facts.now)),
    ...facts.drift.filter(({ isChanged }) => isChanged).map((drift) => warnOfDrift(drift, facts)),
    ...warnOfRefusals(facts),
  ];
}

function ssoDisabled(): HealthWarning {
  return {
    code: 'sso_disabled',
    message: inWords(
      say`Single sign-on is switched off: nobody can sign in. Set ssoEnabled of the tenant to true, if that is not meant.`,
    ),
  };
}

function notConfigured(): HealthWarning {
  return {
    code: 'not_configured',
    message: inWords(say`The tenant has no identity provider: nobody can sign in. Upload its metadata.`),
  };
}

function trustWarnings(trust: IdpTrustStatus, now: Date): HealthWarning[] {
  const soon = trust.certificates.filter(({ notAfter }) => isSoon(notAfter, now));
  const { refreshFailure, ...status } = trust;
  const end = metadataEnd({ ...status, isRefreshFailing: refreshFailure !== null }, now);
  return [
    ...(trust.isUsable ? [] : [noUsableKey()]),
    ...(refreshFailure ? [refreshFailing(refreshFailure)] : []),
    ...soon.map((certificate) => certificateExpiring(certificate, trust, now)),
    ...(end && isSoon(end, now) ? [metadataExpiring(end, trust, now)] : []),
    ...trust.warnings,
  ];
}

function certificateExpiring(
  certificate: DatedCertificate,
  { certificates }: IdpTrustStatus,
  now: Date,
): HealthWarning {
  const { notAfter } = certificate;
  const todo = hasSuccessor(certificate, certificates)
    ? say`A later one is here already: see by signedBy whether it is in use.`
    : say`Many IdPs change their key by then: have its next certificate here before.`;
  const message = say`${nameOf(certificate)} expires on ${day(notAfter)}, ${inDays(notAfter, now)}; sign-ins go on with it. ${todo}`;
  return { code: 'certificate_expiring', message: inWords(message) };
}

function noUsableKey(): HealthWarning {
  return {
    code: 'no_usable_key',
    message: inWords(
      say`None of the keys of the identity provider is believed (RSA of 2048 bits or more, or on the curve P-256, P-384 or P-521): nobody can sign in. Give it such a key and upload its metadata anew.`,
    ),
  };
}

function refreshFailing({
  since,
  count,
  message,
}: NonNullable<IdpTrustStatus['refreshFailure']>): HealthWarning {
  return {
    code: 'refresh_failing',
    message: inWords(
      say`The metadata could not be fetched again since ${since.toISOString()}, ${count} times in a row. The last time: ${message}`,
    ),
  };
}

function metadataExpiring(end: Date, { source, refreshFailure }: IdpTrustStatus, now: Date): HealthWarning {
  const what = say`The metadata end on ${day(end)}, ${inDays(end, now)}.`;
  const fetched = refreshFailure
    ? say`See to it that they can be fetched again.`
    : say`Their address goes on giving the same: have the IdP renew them.`;
  const todo = source === 'upload' ? say`Upload the IdP's current metadata before.` : fetched;
  return { code: 'metadata_expiring', message: inWords(say`${what} ${todo}`) };
}

function warnOfSpKey(key: DatedSpKey, now: Date): HealthWarning[] {
  const { id, use, notAfter } = key;
  if (notAfter > now && !isSoon(notAfter, now)) return [];
  const when =
    notAfter > now
      ? say`expires on ${day(notAfter)}, ${inDays(notAfter, now)}`
      : say`expired on ${day(notAfter)}`;
  const message = say`The certificate of our own key ${id} (${use}) ${when}. An IdP may refuse what it signs, or not encrypt to it: make the next one with POST /api/v1/tenants/{alias}/sp/keys, have the IdP read our metadata again, then promote it.`;
  return [{ code: notAfter > now ? 'sp_key_expiring' : 'sp_key_expired', message: inWords(message) }];
}

const CHANGED: Readonly<Record<Exclude<WatchedKind, 'clock_difference'>, { code: string; what: Sentence }>> =
  {
    signature_algorithm: { code: 'signature_algorithm_changed', what: say`the signature algorithm` },
    digest_algorithm: { code: 'digest_algorithm_changed', what: say`the digest algorithm` },
    signature_place: { code: 'signature_place_changed', what: say`the place of the signature` },
    binding: { code: 'binding_changed', what: say`the binding of requests` },
    name_id_format: { code: 'name_id_format_changed', what: say`the NameID format` },
  };

function warnOfDrift({ kind, lately, before, ...clock }: Drift, facts: HealthFacts): HealthWarning {
  if (kind === 'clock_difference') return clockDrift(clock, facts.clockSkewSeconds);
  const { code, what } = CHANGED[kind];
  const came = listed(newValues(lately, before));
  return {
    code,
    message: inWords(
      say`Since yesterday ${what} is ${came}, which it was not in the week before (${listed(before)}). If nobody changed that at the IdP on purpose, ask there.`,
    ),
  };
}

function clockDrift(
  { median, medianBefore }: Pick<Drift, 'median' | 'medianBefore'>,
  clockSkewSeconds: number,
): HealthWarning {
  const now = spoken(median ?? 0);
  const message =
    medianBefore === null
      ? say`The IdP's clock is ${now}; ${clockSkewSeconds} s are tolerated. Let both machines ask a time server.`
      : say`The IdP's clock is ${now} (in the week before: ${spoken(medianBefore)}); ${clockSkewSeconds} s are tolerated. Let both machines ask a time server.`;
  return { code: 'clock_drift', message: inWords(message) };
}

function warnOfRefusals({ successes, refusals }: HealthFacts): HealthWarning[] {
  const refused = refusals.reduce((sum, { count }) => sum + count, 0);
  const [latest] = refusals;
  if (successes > 0 || refused < LEAST_REFUSALS || !latest) return [];
  const message = say`Since yesterday nobody signed in, and ${refused} sign-ins were refused, the last one with ${latest.code}. If it was not strangers who tried, the audit trail says what to mend.`;
  return [{ code: 'only_refusals', message: inWords(message) }];
}

function isSoon(end: Date, now: Date): boolean {
  return end > now && daysUntil(end, now) <= WARNED_DAYS;
}

function inDays(end: Date, now: Date): Sentence {
  const days = daysUntil(end, now);
  return days === 1 ? say`within a day` : say`in ${days} days`;
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

function listed(values: readonly CountedOften[]): string {
  return values.map(({ value }) => value).join(', ') || 'none';
}

function spoken(seconds: number): Sentence {
  if (seconds === 0) return say`as ours`;
  const apart = Math.abs(seconds);
  return seconds > 0 ? say`about ${apart} s ahead of ours` : say`about ${apart} s behind ours`;
}
