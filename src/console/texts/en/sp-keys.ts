/** The keys by which identity providers know a tenant. */
export const spKeys = {
  title: 'Keys',
  titleOf: (alias: string) => `Keys of ${alias}`,
  lead: 'To change a key: make the next one, have the identity provider read the metadata again, then promote it.',
  none: 'There is no key yet: one is made when it is first needed.',
  purpose: 'For',
  purposes: { signing: 'signing', encryption: 'decryption' },
  status: 'Status',
  statuses: {
    current: 'current: published, in use',
    next: 'next: published beside it',
    previous: 'previous: no longer published',
  },
  algorithm: 'Kind',
  algorithms: { 'rsa-2048': 'RSA, 2048 bits', 'ec-p256': 'EC, P-256 (ECDSA)' },
  algorithmOf: (purpose: string) => `Kind of the next key for ${purpose}`,
  algorithmHint:
    'RSA is taken by every identity provider. ECDSA signs faster, but AD FS, Entra ID, Keycloak and many others refuse requests that are signed by it: choose it only where yours is known to take it.',
  create: (purpose: string) => `Make the next key for ${purpose}`,
  promote: 'Make it the current one',
  goBack: 'Go back to it',
  remove: 'Delete',
  pem: 'Certificate as PEM',
  since: 'Since',
  actions: 'Actions',
};
