import { decodeBase64 } from '../base64';
import { CANONICAL, NS, TRANSFORM_ENVELOPED } from '../names';
import type { XmlElement } from '../xml/element';
import {
  attribute,
  childElements,
  findChild,
  isElement,
  requireAttribute,
  requireChild,
} from '../xml/read-element';
import { requireDigestAlgorithm, requireSignatureAlgorithm, type SignatureAlgorithm } from './algorithms';
import { invalidSignature } from './refuse-signature';
import { listed, say } from '../../sentences/sentence';

/** With comments or without is one: what `#id` names has none (xmldsig-core1 4.4.3.3), and a SignedInfo with one is refused. */
export interface CanonicalForm {
  readonly inclusivePrefixes: readonly string[];
}

/** What a signature says of itself: to be read from the canonical bytes that were signed. */
export interface SignedInfo {
  readonly algorithm: SignatureAlgorithm;
  readonly reference: SignedReference;
}

export interface SignedReference {
  readonly uri: string;
  readonly form: CanonicalForm;
  readonly hash: string;
  readonly digest: Buffer;
}

const MAX_PREFIXES = 64;

/** xmldsig-core1 4.4, narrowed: CanonicalizationMethod, SignatureMethod and one Reference, in this order and nothing else. */
export function readSignedInfo(signedInfo: XmlElement): SignedInfo {
  const [, method, reference] = requireChildren(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  return { algorithm: requireSignatureAlgorithm(algorithmOf(method)), reference: readReference(reference) };
}

/** The form in which the SignedInfo itself was signed. */
export function readCanonicalizationMethod(signedInfo: XmlElement): CanonicalForm {
  return readCanonicalForm(requireChild(signedInfo, NS.signature, 'CanonicalizationMethod'));
}

function readReference(reference: XmlElement): SignedReference {
  const [transforms, method, value] = requireChildren(reference, [
    'Transforms',
    'DigestMethod',
    'DigestValue',
  ]);
  return {
    uri: requireAttribute(reference, 'URI'),
    form: readTransforms(transforms),
    hash: requireDigestAlgorithm(algorithmOf(method)),
    digest: requireBase64(value),
  };
}

/** Without a second transform the canonical form would be the inclusive one, which lets the surroundings in. */
function readTransforms(transforms: XmlElement): CanonicalForm {
  const [enveloped, canonical] = requireChildren(transforms, ['Transform', 'Transform']);
  if (algorithmOf(enveloped) !== TRANSFORM_ENVELOPED) {
    throw invalidSignature(say`the transform ${TRANSFORM_ENVELOPED} first`, say`${algorithmOf(enveloped)}`);
  }
  return readCanonicalForm(canonical);
}

function readCanonicalForm(method: XmlElement): CanonicalForm {
  const uri = requireAttribute(method, 'Algorithm');
  if (uri !== CANONICAL.exclusive && uri !== CANONICAL.exclusiveWithComments) {
    throw invalidSignature(say`exclusive canonicalisation (${CANONICAL.exclusive})`, say`${uri}`);
  }
  const inclusive = findChild(method, NS.exclusiveCanonical, 'InclusiveNamespaces');
  if (
    childElements(method).length > (inclusive ? 1 : 0) ||
    (inclusive && childElements(inclusive).length > 0)
  ) {
    throw invalidSignature(say`at most one InclusiveNamespaces in a canonicalisation`, say`other elements`);
  }
  const list = inclusive ? (attribute(inclusive, 'PrefixList') ?? '') : '';
  const inclusivePrefixes = list.split(/[ \t\r\n]+/).filter((prefix) => prefix !== '');
  if (inclusivePrefixes.length > MAX_PREFIXES) {
    throw invalidSignature(
      say`at most ${MAX_PREFIXES} prefixes in a PrefixList`,
      say`${inclusivePrefixes.length}`,
    );
  }
  return { inclusivePrefixes };
}

/** The Algorithm of an element that takes no parameters. */
function algorithmOf(method: XmlElement): string {
  const [parameter] = childElements(method);
  if (parameter !== undefined) {
    throw invalidSignature(
      say`a ${method.localName} without parameters`,
      say`<${parameter.localName}> in it`,
    );
  }
  return requireAttribute(method, 'Algorithm');
}

/** Base64 in one text: a comment in it would be read around by some, and as the end of the value by others. */
export function requireBase64(element: XmlElement): Buffer {
  const [text, ...more] = element.children;
  const bytes = text?.kind === 'text' && more.length === 0 ? decodeBase64(text.value) : undefined;
  if (bytes === undefined)
    throw invalidSignature(say`Base64 and nothing else in ${element.localName}`, say`something else`);
  return bytes;
}

type Named<Names extends readonly string[]> = { readonly [I in keyof Names]: XmlElement };

/** All child elements of an element of xmldsig, which must be these and in this order, with only white space between. */
export function requireChildren<const Names extends readonly string[]>(
  parent: XmlElement,
  names: Names,
): Named<Names> {
  const children = childElements(parent);
  const isRight =
    children.length === names.length &&
    children.every((child, index) => isElement(child, NS.signature, names[index] ?? '')) &&
    parent.children.every(
      (child) => child.kind === 'element' || (child.kind === 'text' && child.value.trim() === ''),
    );
  if (!isRight) {
    const actual = children.length === 0 ? say`no element` : listed(children.map((child) => child.localName));
    throw invalidSignature(say`${names.join(', ')} in ${parent.localName}, without text or comments`, actual);
  }
  return children as Named<Names>;
}
