import { decodeBase64 } from '../base64';
import { NS } from '../names';
import { readCertificate, type SigningCertificate } from '../signature/certificates';
import type { XmlElement } from '../xml/element';
import { attribute, findChildren, textOf } from '../xml/read-element';
import { atMost } from './at-most';
import type { MetadataWarning } from './idp-metadata';
import { MetadataError } from './metadata-error';
import { nameOf } from './warn-of-dates';
import { inWords, say } from '../../sentences/sentence';

const CERTIFICATE_LIMIT = 100;
/** Distinct ones: anybody can have a message checked by all of them, and a hundred on P-521 would take half a second. */
const DISTINCT_LIMIT = 20;
const PEM_BLOCK = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;

export interface SigningCertificates {
  readonly certificates: readonly SigningCertificate[];
  readonly warnings: readonly MetadataWarning[];
}

/**
 * The distinct certificates of the keys that sign, also of those that name no use (saml-metadata 2.4.1.1). A certificate is
 * a container for a key here: its dates only warn.
 */
export function readSigningCertificates(roles: readonly XmlElement[]): SigningCertificates {
  const elements = atMost(CERTIFICATE_LIMIT, certificateElements(roles), '<X509Certificate>');
  const ders = atMost(CERTIFICATE_LIMIT, elements.flatMap(dersOf), say`certificates`);
  const distinct = new Map<string, SigningCertificate>();
  let unreadable = 0;
  for (const der of ders) {
    const certificate = der && readCertificate(der);
    if (certificate) distinct.set(certificate.sha256Fingerprint, certificate);
    else unreadable += 1;
  }
  const certificates = atMost(DISTINCT_LIMIT, [...distinct.values()], say`distinct certificates`);
  if (certificates.length === 0) throw noCertificate(unreadable);
  return {
    certificates,
    warnings: [
      ...(unreadable > 0 ? [warnOfUnreadable(unreadable)] : []),
      ...certificates.filter(({ isTrustworthy }) => !isTrustworthy).map(warnOfWeakKey),
    ],
  };
}

function certificateElements(roles: readonly XmlElement[]): XmlElement[] {
  return roles
    .flatMap((role) => findChildren(role, NS.metadata, 'KeyDescriptor'))
    .filter((key) => (attribute(key, 'use') ?? 'signing') === 'signing')
    .flatMap((key) => findChildren(key, NS.signature, 'KeyInfo'))
    .flatMap((info) => findChildren(info, NS.signature, 'X509Data'))
    .flatMap((held) => findChildren(held, NS.signature, 'X509Certificate'));
}

/** The field also has a PEM file in place of its content, and a PEM file in Base64 once more. */
function dersOf(element: XmlElement): (Buffer | undefined)[] {
  const text = textOf(element);
  if (text.includes('-----BEGIN')) return dersOfPem(text);
  const bytes = decodeBase64(text);
  const decoded = bytes?.toString('latin1') ?? '';
  return decoded.includes('-----BEGIN CERTIFICATE-----') ? dersOfPem(decoded) : [bytes];
}

function dersOfPem(pem: string): (Buffer | undefined)[] {
  const blocks = [...pem.matchAll(PEM_BLOCK)].map(([, base64 = '']) => decodeBase64(base64));
  return blocks.length === 0 ? [undefined] : blocks;
}

function noCertificate(unreadable: number): MetadataError {
  const actual = unreadable === 0 ? say`none` : say`${unreadable} that can't be read`;
  return new MetadataError(
    say`Expected a signing certificate (KeyDescriptor with use="signing" or without use, X509Certificate with an RSA key of 1024 bits or more or an EC key), got ${actual}. Export the metadata from the IdP anew; without its certificate no sign-in can be proven.`,
  );
}

function warnOfUnreadable(count: number): MetadataWarning {
  return {
    code: 'certificate_unreadable',
    message: inWords(
      say`Expected only certificates that can be read, got ${count} that can't; the others are used. Export the metadata from the IdP anew if one of those signs.`,
    ),
  };
}

function warnOfWeakKey(certificate: SigningCertificate): MetadataWarning {
  const { publicKey } = certificate;
  const name = nameOf(certificate);
  const { modulusLength, publicExponent, namedCurve } = publicKey?.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < 2048) {
    const message = say`${name} holds an RSA key of ${modulusLength} bits: 2048 are expected, and what it signs is never believed. Give the IdP a new key.`;
    return { code: 'key_too_small', message: inWords(message) };
  }
  const rsa = say`RSA of ${modulusLength ?? 0} bits with the exponent ${String(publicExponent ?? 0)}`;
  const kind = publicKey
    ? say`of a kind that is not supported (${namedCurve ?? rsa})`
    : say`that can't be read`;
  const message = say`${name} holds a key ${kind}: what it signs is never believed. Give the IdP an RSA key of 2048 bits or one on the curve P-256.`;
  return { code: 'key_not_supported', message: inWords(message) };
}
