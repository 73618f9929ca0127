import type { NamespaceDeclaration, XmlAttribute, XmlElement, XmlNode } from './element';

/** The namespace is known once all declarations of the element are read. */
export type OpenAttribute = { -readonly [Key in keyof XmlAttribute]: XmlAttribute[Key] };

/** An element while it is read. */
export interface OpenElement extends XmlElement {
  namespace: string;
  attributes: OpenAttribute[];
  declarations: NamespaceDeclaration[];
  children: XmlNode[];
}

/** For the many that have none; nothing is ever added to it. */
const NONE: never[] = [];

export function openElement(
  name: string,
  { prefix, localName }: Pick<XmlElement, 'prefix' | 'localName'>,
  parent: OpenElement | null,
): OpenElement {
  return {
    kind: 'element',
    name,
    prefix,
    localName,
    namespace: '',
    attributes: NONE,
    declarations: NONE,
    children: NONE,
    parent,
  };
}

export function appendChild(parent: OpenElement, child: XmlNode): void {
  parent.children = append(parent.children, child);
}

/** @returns the list with the item at its end. Most stay at one item, which takes a third of what an array that grew reserves. */
export function append<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}
