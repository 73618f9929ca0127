import type { Page } from 'playwright-core';
import type { KeyPairPem } from '../../../demo/idp/make-key-pair';
import type { IdpProduct } from '../../../src/sp-setup/idp-products';

export const PERSON = { name: 'alice', password: 'alice-in-wonderland' } as const;

/** What the IdP's administrator sets for one service, beside handing over its metadata. */
export interface ServiceRegistration {
  /** As the service serves them, not a byte changed. */
  readonly metadata: string;
  /** The domain of the names that this service is told. */
  readonly nameIdDomain: string;
  readonly encryptsAssertions: boolean;
  /** What the service writes for the IdP's side, of a product that it knows. */
  readonly setup: (product: IdpProduct) => Promise<string>;
}

/** What an IdP made of a service's metadata, in its own store. */
export interface ReadService {
  readonly acsUrls: readonly string[];
  readonly sloUrls: readonly string[];
  /** Base64 of DER. None where it does not say which it read: then the other stories show that it did. */
  readonly certificates?: readonly string[];
}

/** An IdP's key pair, which can become another while it runs. */
export interface IdpKeys {
  /** By which it signs, and which its metadata name. */
  readonly signing: KeyPairPem;
  use(signing: KeyPairPem, alsoInMetadata?: KeyPairPem): Promise<void>;
}

/** An identity provider that is not ours, with a person that it knows: `PERSON`. */
export interface InteropIdp {
  readonly entityId: string;
  readonly metadataUrl: string;
  register(service: ServiceRegistration): Promise<void>;
  read(spEntityId: string): Promise<ReadService>;
  /** At its sign-in page. */
  enterPassword(page: Page): Promise<void>;
  /** Goes on from where the request led until it shows that it refuses the request. */
  seeRefusal(page: Page): Promise<void>;
  /** The link on its portal that begins a sign-in at the service. */
  portalLink(spEntityId: string): string;
  /** Where a person signs out of the IdP itself. */
  readonly signOutUrl: string;
  /** The same, where it can be told to tell the services by POST. */
  readonly signOutByPostUrl?: string;
  /** From its sign-out page to the end, where there is something to click. */
  finishSignOut(page: Page): Promise<void>;
  readonly keys?: IdpKeys;
  /** For when a test fails. */
  log(): string;
  stop(): Promise<void>;
}
