import { type Sentence, say } from '../../sentences/sentence';
import { XmlError, type XmlElement, type XmlNode } from './element';

export function isElement(node: XmlNode, namespace: string, localName: string): node is XmlElement {
  return node.kind === 'element' && node.localName === localName && node.namespace === namespace;
}

export function childElements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child) => child.kind === 'element');
}

export function findChildren(parent: XmlElement, namespace: string, localName: string): XmlElement[] {
  return parent.children.filter((child) => isElement(child, namespace, localName));
}

/** @throws XmlError where there are several: which of them counts must never be a reader's choice. */
export function findChild(parent: XmlElement, namespace: string, localName: string): XmlElement | undefined {
  let found: XmlElement | undefined;
  for (const child of parent.children) {
    if (!isElement(child, namespace, localName)) continue;
    if (found) {
      const count = findChildren(parent, namespace, localName).length;
      throw misplaced(say`<${parent.localName}> has ${count} children <${localName}>, not one`);
    }
    found = child;
  }
  return found;
}

/** @throws XmlError */
export function requireChild(parent: XmlElement, namespace: string, localName: string): XmlElement {
  const found = findChild(parent, namespace, localName);
  if (found === undefined)
    throw misplaced(say`<${parent.localName}> has no child <${localName}> of ${namespace}`);
  return found;
}

/** The value of an attribute in no namespace. */
export function attribute(element: XmlElement, localName: string): string | undefined {
  for (const one of element.attributes) {
    if (one.localName === localName && one.namespace === '') return one.value;
  }
  return undefined;
}

/** @throws XmlError */
export function requireAttribute(element: XmlElement, localName: string): string {
  const value = attribute(element, localName);
  if (value === undefined) throw misplaced(say`<${element.localName}> has no attribute ${localName}`);
  return value;
}

/**
 * All text of an element that has no elements in it; comments are skipped and what they part is joined, so that no
 * comment can cut a value short.
 * @throws XmlError where there are elements.
 */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'element')
      throw misplaced(say`<${element.localName}> holds <${child.localName}>, not only text`);
    if (child.kind === 'text') text += child.value;
  }
  return text;
}

// The tree keeps no offsets, and the sentence names the element.
function misplaced(message: Sentence): XmlError {
  return new XmlError(message, 0);
}
