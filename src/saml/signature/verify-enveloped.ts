import { hash, timingSafeEqual, type KeyObject } from 'node:crypto';
import { NS } from '../names';
import { canonicalize, type CanonicalOptions } from '../xml/canonicalize';
import { isName } from '../xml/characters';
import type { XmlElement } from '../xml/element';
import { decodeUtf8, MESSAGE_LIMITS, parseXml } from '../xml/parse-xml';
import { findChildren, isElement, requireAttribute } from '../xml/read-element';
import { requireSigningKey } from './algorithms';
import { invalidSignature, orInvalidSignature } from './refuse-signature';
import {
  readCanonicalizationMethod,
  readSignedInfo,
  requireBase64,
  requireChildren,
  type SignedInfo,
  type SignedReference,
} from './signed-info';
import { say } from '../../sentences/sentence';

declare const verified: unique symbol;

/** What a trusted key has signed. Only this file makes one. */
export interface VerifiedXml {
  readonly [verified]: true;
  /** A fresh parse of exactly the bytes whose digest was signed: nothing outside of them, and without the signature. */
  readonly root: XmlElement;
  readonly keyIndex: number;
  readonly signatureAlgorithm: string;
  readonly digestAlgorithm: string;
}

/** The one signature that an element carries as its child; what is deeper down, or elsewhere, signs something else. */
export function findSignature(signed: XmlElement): XmlElement | undefined {
  const found = findChildren(signed, NS.signature, 'Signature');
  if (found.length > 1)
    throw invalidSignature(say`one Signature in ${signed.localName}`, say`${found.length}`);
  return found[0];
}

/**
 * Checks the enveloped signature of `signed` in the tree that it came in.
 * KeyInfo is not read: what names its own key vouches for nothing.
 * @param limits of what was signed
 * @throws SamlRefusal `saml.signature_invalid`
 */
export function verifyEnveloped(
  signed: XmlElement,
  signature: XmlElement,
  keys: readonly KeyObject[],
  limits = MESSAGE_LIMITS,
): VerifiedXml {
  return orInvalidSignature(() => {
    const { info, keyIndex } = verifySignedInfo(signature, keys);
    const { algorithm, reference } = info;
    requireReferenceTo(signed, signature, reference.uri);
    const { inclusivePrefixes } = reference.form;
    const signedBytes = canonicalBytes(signed, { inclusivePrefixes, omit: signature, longest: limits.bytes });
    requireDigest(signedBytes, reference);
    const root = parseXml(decodeUtf8(signedBytes), limits);
    return {
      root,
      keyIndex,
      signatureAlgorithm: algorithm.uri,
      digestAlgorithm: reference.hash,
    } as VerifiedXml;
  });
}

/** From the signed form of SignedInfo alone is read what it says: the same bytes decide and are checked. */
function verifySignedInfo(
  signature: XmlElement,
  keys: readonly KeyObject[],
): { info: SignedInfo; keyIndex: number } {
  const { signedInfo, value } = readParts(signature);
  const signedBytes = canonicalBytes(signedInfo, readCanonicalizationMethod(signedInfo));
  const info = readSignedInfo(parseXml(decodeUtf8(signedBytes), MESSAGE_LIMITS));
  return { info, keyIndex: requireSigningKey(keys, info.algorithm, signedBytes, value) };
}

/** As bytes, for these decide: they are digested or verified, and it is they that are parsed anew. */
function canonicalBytes(apex: XmlElement, options: CanonicalOptions): Buffer {
  return Buffer.from(canonicalize(apex, options), 'utf8');
}

function readParts(signature: XmlElement): { signedInfo: XmlElement; value: Buffer } {
  const hasKeyInfo = signature.children.some((child) => isElement(child, NS.signature, 'KeyInfo'));
  const [signedInfo, value] = hasKeyInfo
    ? requireChildren(signature, ['SignedInfo', 'SignatureValue', 'KeyInfo'])
    : requireChildren(signature, ['SignedInfo', 'SignatureValue']);
  refuseComments(signedInfo);
  return { signedInfo, value: requireBase64(value) };
}

/** A canonical form may leave comments out, so that they must be looked for before. */
function refuseComments(element: XmlElement): void {
  for (const child of element.children) {
    if (child.kind === 'comment')
      throw invalidSignature(say`no comment in SignedInfo`, say`one in ${element.localName}`);
    if (child.kind === 'element') refuseComments(child);
  }
}

/** saml-core 5.4.2: the one Reference names the ID of the element that the signature is in. */
function requireReferenceTo(signed: XmlElement, signature: XmlElement, uri: string): void {
  const id = requireAttribute(signed, 'ID');
  // What is no name could be read as an XPointer by others.
  if (!isName(id)) throw invalidSignature(say`an ID that is an XML name`, say`${id}`);
  if (signature.parent !== signed || uri !== `#${id}`) {
    throw invalidSignature(
      say`a Reference to #${id}, the element that the signature is in`,
      uri === '' ? say`an empty URI` : say`${uri}`,
    );
  }
  const bearers = countBearers(rootOf(signed), id);
  if (bearers !== 1) throw invalidSignature(say`one element of the ID ${id}`, say`${bearers}`);
}

function rootOf(element: XmlElement): XmlElement {
  let root = element;
  while (root.parent !== null) root = root.parent;
  return root;
}

/** All attributes that any verifier takes for an ID: ID, Id, id and xml:id. */
function countBearers(element: XmlElement, id: string): number {
  let count = 0;
  for (const { localName, value } of element.attributes) {
    if (value === id && localName.toLowerCase() === 'id') count += 1;
  }
  for (const child of element.children) {
    if (child.kind === 'element') count += countBearers(child, id);
  }
  return count;
}

function requireDigest(signedBytes: Buffer, { hash: algorithm, digest }: SignedReference): void {
  const actual = hash(algorithm, signedBytes, 'buffer');
  if (actual.length === digest.length && timingSafeEqual(actual, digest)) return;
  throw invalidSignature(
    say`the digest that was signed, ${digest.toString('base64')}`,
    say`the digest ${actual.toString('base64')}`,
    say`The message was changed after it was signed, on its way or by the IdP itself.`,
  );
}
