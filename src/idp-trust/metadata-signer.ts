import type { KeyObject } from 'node:crypto';
import { fieldProblem } from '../http/field-problem';
import { decodeBase64 } from '../saml/base64';
import { readCertificate, type TrustworthyCertificate } from '../saml/signature/certificates';
import { say } from '../sentences/sentence';

const PEM = /^\s*-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----\s*$/;

/** The DER of the certificate that came as PEM or as Base64; null where none did. Throws `request.invalid`. */
export function readGivenCertificate({
  metadataSigningCertificate: text,
}: {
  readonly metadataSigningCertificate?: string | null;
}): Buffer | null {
  if (text === undefined || text === null) return null;
  const der = decodeBase64(PEM.exec(text)?.[1] ?? text);
  if (der && findTrustworthy(der)) return der;
  const message = say`must be one X.509 certificate, as PEM or as Base64, with an RSA key of 2048 bits or more or a key on the curve P-256, P-384 or P-521`;
  throw fieldProblem([{ field: 'metadataSigningCertificate', message }]);
}

/** The key under which metadata must be signed. */
export function signerOf(der: Buffer): KeyObject {
  const certificate = findTrustworthy(der);
  if (!certificate) throw new Error('the stored certificate of the metadata can not be read any more');
  return certificate.publicKey;
}

function findTrustworthy(der: Buffer): TrustworthyCertificate | undefined {
  const certificate = readCertificate(der);
  return certificate?.isTrustworthy ? certificate : undefined;
}
