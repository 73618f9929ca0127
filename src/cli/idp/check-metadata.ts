import type { KeyObject } from 'node:crypto';
import { decodeBase64 } from '../../saml/base64';
import type { IdpMetadata } from '../../saml/metadata/idp-metadata';
import { MetadataError } from '../../saml/metadata/metadata-error';
import { readIdpMetadata } from '../../saml/metadata/read-idp-metadata';
import { warningsNow } from '../../saml/metadata/warn-of-dates';
import { readCertificate } from '../../saml/signature/certificates';
import { usageError } from '../cli-error';

/** What the service would read from metadata, without one. */
export type MetadataReport =
  | {
      readonly accepted: true;
      readonly entityId: string;
      readonly ssoServices: readonly object[];
      readonly sloServices: readonly object[];
      readonly signingCertificates: readonly CertificateReport[];
      readonly wantAuthnRequestsSigned: boolean;
      readonly nameIdFormats: readonly string[];
      readonly validUntil?: string;
      readonly warnings: readonly Warning[];
    }
  | {
      readonly accepted: false;
      readonly reason: string;
      /** EntityIDs to choose from, where the document has several. */
      readonly candidates: readonly string[];
    };

export interface CertificateReport {
  readonly subject: string;
  readonly sha256Fingerprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whether its key is strong enough for its signatures to be believed. */
  readonly believed: boolean;
}

interface Warning {
  readonly code: string;
  readonly message: string;
}

export interface MetadataDemands {
  readonly entityId: string | undefined;
  /** A certificate, as PEM, Base64 or DER, under whose key the document must be signed. */
  readonly signer: Buffer | undefined;
  readonly now: Date;
}

export function checkMetadata(
  document: Uint8Array,
  { entityId, signer, now }: MetadataDemands,
): MetadataReport {
  const key = signer && keyOf(signer);
  try {
    return describe(readIdpMetadata(document, { entityId, signer: key }), now);
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    return { accepted: false, reason: error.message, candidates: error.candidates };
  }
}

function describe(metadata: IdpMetadata, now: Date): MetadataReport {
  const { entityId, ssoServices, sloServices, wantAuthnRequestsSigned, nameIdFormats, validUntil } = metadata;
  return {
    accepted: true,
    entityId,
    ssoServices,
    sloServices,
    signingCertificates: metadata.signingCertificates.map((certificate) => ({
      subject: certificate.subject,
      sha256Fingerprint: certificate.sha256Fingerprint,
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
      believed: certificate.isTrustworthy,
    })),
    wantAuthnRequestsSigned,
    nameIdFormats,
    ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
    warnings: warningsNow(metadata, now).map(({ code, message }) => ({ code, message })),
  };
}

const PEM = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/;

function keyOf(file: Buffer): KeyObject {
  const text = file.toString('latin1');
  const der = decodeBase64(PEM.exec(text)?.[1] ?? text) ?? file;
  const certificate = readCertificate(der);
  if (certificate?.isTrustworthy) return certificate.publicKey;
  throw usageError(
    'The signing certificate must be one X.509 certificate, as PEM, Base64 or DER, with an RSA key of 2048 bits or more or a key on the curve P-256, P-384 or P-521.',
  );
}
