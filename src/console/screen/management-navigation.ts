import type { Texts } from '../texts/texts';

/** One entry a part of the console; `path` below the tenant's pages where it is a tenant's. */
export interface Entry {
  readonly path: string;
  readonly label: (texts: Texts) => string;
}

export const PLATFORM_MANAGEMENT: readonly Entry[] = [
  { path: '/dashboard', label: ({ dashboard }) => dashboard.title },
  { path: '/tenants', label: ({ tenants }) => tenants.title },
  { path: '/api-tokens', label: ({ apiTokens }) => apiTokens.title },
  { path: '/webhooks', label: ({ webhooks }) => webhooks.title },
];

export const TENANT_MANAGEMENT: readonly Entry[] = [
  { path: '', label: ({ dashboard }) => dashboard.title },
  { path: '/settings', label: ({ tenants }) => tenants.settings },
  { path: '/trust', label: ({ trust }) => trust.title },
  { path: '/keys', label: ({ spKeys }) => spKeys.title },
  { path: '/webhooks', label: ({ webhooks }) => webhooks.title },
];
