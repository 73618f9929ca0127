import type { DeliveryColumns } from './delivering-webhooks.repository';

/** Of a webhook that nothing was sent to in vain since it was last delivered to, or changed. */
export const NOT_FAILING = {
  pausedUntil: null,
  failingSince: null,
  failureCount: 0,
  failureMessage: null,
  isLossTold: false,
} as const satisfies DeliveryColumns;
