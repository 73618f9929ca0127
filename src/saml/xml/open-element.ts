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

/** Most elements have one child, and an array of one takes a tenth of what a growing one reserves. */
export function appendChild(parent: OpenElement, child: XmlNode): void {
  if (parent.children.length === 0) parent.children = [child];
  else parent.children.push(child);
}
