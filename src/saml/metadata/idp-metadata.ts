import type { SigningCertificate } from '../signature/certificates';

/** What an IdP says of itself, as far as a login needs it (saml-metadata 2.4.3). */
export interface IdpMetadata {
  readonly entityId: string;
  /** Every one that is offered, in any binding, in the document's order. */
  readonly ssoServices: readonly Endpoint[];
  readonly sloServices: readonly SloEndpoint[];
  /** Distinct, in the document's order; not all of them need be strong enough to be believed. */
  readonly signingCertificates: readonly SigningCertificate[];
  readonly wantAuthnRequestsSigned: boolean;
  readonly nameIdFormats: readonly string[];
  /** The earliest of the entity, its roles and the aggregates around it. */
  readonly validUntil: Date | undefined;
  /** The shortest `cacheDuration` of the same, in seconds: how long the document may be used before it is fetched anew. */
  readonly cacheSeconds: number | undefined;
  /** But of what ends or begins by itself: see `warningsNow`. */
  readonly warnings: readonly MetadataWarning[];
}

export interface Endpoint {
  readonly binding: string;
  readonly location: string;
}

export interface SloEndpoint extends Endpoint {
  /** Where answers go, if elsewhere (saml-metadata 2.2.2). */
  readonly responseLocation?: string;
}

export interface MetadataWarning {
  readonly code:
    | 'metadata_expired'
    | 'valid_until_unreadable'
    | 'saml2_not_supported'
    | 'sso_endpoint_missing'
    | 'endpoint_not_https'
    | 'certificate_unreadable'
    | 'certificate_expired'
    | 'certificate_not_yet_valid'
    | 'key_too_small'
    | 'key_not_supported';
  readonly message: string;
}
