/**
 * Of the audit trail, what webhooks tell: that a trust or a key changed, that metadata can't be fetched, that something ends soon, how
 * a trial of single sign-on went.
 */
export const DELIVERED_TYPES = [
  'idp.updated',
  'idp.deleted',
  'idp.refresh_failed',
  'idp.refresh_recovered',
  'idp.certificate_expiring',
  'idp.metadata_expiring',
  'sp_key.created',
  'sp_key.promoted',
  'sp_key.deleted',
  'sp_key.expiring',
  'sso.trial_started',
  'sso.confirmed',
  'sso.reverted',
] as const;

export type DeliveredType = (typeof DELIVERED_TYPES)[number];

/** What `POST .../test` sends: nothing that happened. */
export const TEST_TYPE = 'webhook.test';

export function isDeliveredType(type: unknown): type is DeliveredType {
  return DELIVERED_TYPES.some((known) => known === type);
}
