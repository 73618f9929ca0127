import { createHash, sign, type KeyObject } from 'node:crypto';
import { type RedirectMessage, writeRedirectQuery } from '../bindings/redirect-query';
import { CANONICAL, DIGEST_ALGORITHM, NS, SIGNATURE_ALGORITHM, TRANSFORM_ENVELOPED } from '../names';
import { canonicalize } from '../xml/canonicalize';
import type { XmlElement } from '../xml/element';
import { MESSAGE_LIMITS, parseXml } from '../xml/parse-xml';
import { childElements, isElement, requireAttribute } from '../xml/read-element';
import { element, writtenXml } from '../xml/write-xml';

export interface EnvelopedSigner {
  readonly privateKey: KeyObject;
  /** Goes into KeyInfo, for the reader's convenience. */
  readonly certificateDer: Buffer;
}

/**
 * Signs a message of ours: enveloped, exclusive canonical form, SHA-256. The Signature follows the Issuer, where the
 * schemas of saml-core have it, and the message comes out in canonical form.
 */
export function signEnveloped(xml: string, signer: EnvelopedSigner): string {
  return signAt(endOfIssuer, xml, signer);
}

/** The same, with the Signature as the first child, where the schema of saml-metadata has it. */
export function signMetadata(xml: string, signer: EnvelopedSigner): string {
  return signAt(endOfStartTag, xml, signer);
}

/** @param placeOf where in the canonical form the Signature goes */
function signAt(
  placeOf: (root: XmlElement, message: string) => number,
  xml: string,
  { privateKey, certificateDer }: EnvelopedSigner,
): string {
  const root = parseXml(xml, MESSAGE_LIMITS);
  const message = canonicalXml(root);
  const signedInfo = writeSignedInfo(requireAttribute(root, 'ID'), message, privateKey);
  const signature = element('ds:Signature', { 'xmlns:ds': NS.signature }, [
    writtenXml(signedInfo),
    element('ds:SignatureValue', {}, signText(signedInfo, privateKey)),
    element('ds:KeyInfo', {}, [
      element('ds:X509Data', {}, [element('ds:X509Certificate', {}, certificateDer.toString('base64'))]),
    ]),
  ]);
  const place = placeOf(root, message);
  return message.slice(0, place) + signature.xml + message.slice(place);
}

/** The whole query of a signed message by HTTP-Redirect, saml-bindings 3.4.4.1. */
export function signRedirectQuery(message: RedirectMessage, privateKey: KeyObject): string {
  const query = `${writeRedirectQuery(message)}&SigAlg=${encodeURIComponent(algorithmFor(privateKey))}`;
  return `${query}&Signature=${encodeURIComponent(signText(query, privateKey))}`;
}

/** In canonical form, so that what is signed is what is sent. */
function writeSignedInfo(id: string, message: string, privateKey: KeyObject): string {
  const digest = createHash('sha256').update(message, 'utf8').digest('base64');
  const signedInfo = element('ds:SignedInfo', { 'xmlns:ds': NS.signature }, [
    element('ds:CanonicalizationMethod', { Algorithm: CANONICAL.exclusive }),
    element('ds:SignatureMethod', { Algorithm: algorithmFor(privateKey) }),
    element('ds:Reference', { URI: `#${id}` }, [
      element('ds:Transforms', {}, [
        element('ds:Transform', { Algorithm: TRANSFORM_ENVELOPED }),
        element('ds:Transform', { Algorithm: CANONICAL.exclusive }),
      ]),
      element('ds:DigestMethod', { Algorithm: DIGEST_ALGORITHM.sha256 }),
      element('ds:DigestValue', {}, digest),
    ]),
  ]);
  return canonicalXml(parseXml(signedInfo.xml, MESSAGE_LIMITS));
}

function canonicalXml(root: XmlElement): string {
  return canonicalize(root, { inclusivePrefixes: [] });
}

function algorithmFor(privateKey: KeyObject): string {
  return privateKey.asymmetricKeyType === 'ec'
    ? SIGNATURE_ALGORITHM.ecdsaSha256
    : SIGNATURE_ALGORITHM.rsaSha256;
}

function signText(text: string, key: KeyObject): string {
  return sign('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
}

/** The Issuer comes first, and in a canonical form without comments no text can look like its end tag. */
function endOfIssuer(root: XmlElement, message: string): number {
  const [issuer] = childElements(root);
  if (issuer === undefined || !isElement(issuer, NS.assertion, 'Issuer')) {
    throw new Error(`A message that is signed begins with its Issuer, but ${root.localName} does not`);
  }
  const endTag = `</${issuer.prefix === '' ? '' : `${issuer.prefix}:`}Issuer>`;
  return message.indexOf(endTag) + endTag.length;
}

/** A canonical form quotes by `"` alone, leaves `>` in values as it is, and has an end tag for every element. */
function endOfStartTag(_root: XmlElement, message: string): number {
  return /^<(?:[^">]|"[^"]*")*>/.exec(message)?.[0].length ?? 0;
}
