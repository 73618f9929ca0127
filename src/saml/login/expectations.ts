import type { KeyObject } from 'node:crypto';
import type { DecryptionKeys } from '../encryption/decrypt';
import type { LoginProgress } from './progress';

/** All that a response is held against, apart from the time. */
export interface LoginExpectations {
  /** The IdP's entityID. */
  readonly issuer: string;
  /** The IdP's signing keys that are strong enough to be believed. */
  readonly keys: readonly KeyObject[];
  /** Our entityID. */
  readonly audience: string;
  /** Our ACS: Destination and Recipient. */
  readonly acsUrl: string;
  readonly clockSkewSeconds: number;
  /** Undefined: encryption is off, and what is encrypted is refused. */
  readonly decryption: DecryptionKeys | undefined;
  /** A plain Assertion is refused. */
  readonly isEncryptionRequired: boolean;
  /** The AuthnInstant must not lie before the request. */
  readonly forceAuthn: boolean;
  /** Empty: any class will do. */
  readonly authnContextClassRefs: readonly string[];
  /** Nothing to hold it against: for who wants to know how far it came. */
  readonly progress?: LoginProgress | undefined;
}
