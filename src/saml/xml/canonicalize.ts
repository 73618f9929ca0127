import { MESSAGE_BYTES } from '../limits';
import {
  type NamespaceDeclaration,
  XmlError,
  type XmlAttribute,
  type XmlElement,
  type XmlNode,
} from './element';
import type { Binding } from './namespace-scope';
import { escapeAttribute, escapeText } from './write-xml';
import { say } from '../../sentences/sentence';

export interface CanonicalOptions {
  /** The PrefixList of InclusiveNamespaces; `#default` for the default namespace. */
  readonly inclusivePrefixes: readonly string[];
  /** The subtree that is left out: the enveloped signature. */
  readonly omit?: XmlElement;
  /** What it may be, in UTF-16 units; a message's where nothing is said. */
  readonly longest?: number;
}

/**
 * The exclusive canonical form of a subtree, without comments (Exclusive XML Canonicalization 1.0, section 3).
 * @throws XmlError where it would be longer than it may be.
 */
export function canonicalize(apex: XmlElement, options: CanonicalOptions): string {
  const inclusive = options.inclusivePrefixes.map((prefix) => (prefix === '#default' ? '' : prefix));
  const writer = new CanonicalWriter(inclusive, options.omit, options.longest ?? MESSAGE_BYTES);
  writer.element(
    apex,
    inclusive.flatMap((prefix) => bindingInScope(apex, prefix)),
  );
  return writer.result;
}

class CanonicalWriter {
  result = '';
  /** What the elements around have written, the innermost last. */
  private written: Binding | null = { prefix: '', name: '', outer: null };

  constructor(
    private readonly inclusive: readonly string[],
    private readonly omit: XmlElement | undefined,
    private readonly longest: number,
  ) {}

  /** @param inherited the listed namespaces in force at the apex; elsewhere only what an element declares can differ. */
  element(element: XmlElement, inherited: readonly NamespaceDeclaration[]): void {
    const outside = this.written;
    this.result += `<${element.name}`;
    this.namespaces(element, inherited);
    for (const attribute of inCanonicalOrder(element.attributes)) {
      const prefix = attribute.prefix === '' ? '' : `${attribute.prefix}:`;
      this.result += ` ${prefix}${attribute.localName}="${escapeAttribute(attribute.value)}"`;
    }
    this.result += '>';
    for (const child of element.children) this.child(child);
    this.result += `</${element.name}>`;
    // Every element may write its namespaces anew, so that a canonical form can be far longer than what it is made of.
    if (this.result.length > this.longest)
      throw new XmlError(say`The canonical form is longer than a message may be`, 0);
    this.written = outside;
  }

  private child(node: XmlNode): void {
    if (node.kind === 'text') this.result += escapeText(node.value);
    else if (node.kind === 'element' && node !== this.omit) this.element(node, []);
  }

  private namespaces(element: XmlElement, inherited: readonly NamespaceDeclaration[]): void {
    const outside = this.written;
    this.add(element.prefix, element.namespace);
    for (const { prefix, namespace } of element.attributes) {
      if (prefix !== '') this.add(prefix, namespace);
    }
    if (this.inclusive.length > 0) {
      for (const { prefix, name } of inherited) this.add(prefix, name);
      for (const { prefix, name } of element.declarations) {
        if (this.inclusive.includes(prefix)) this.add(prefix, name);
      }
    }
    if (this.written === outside) return;
    for (const { prefix, name } of addedSince(outside, this.written)) {
      this.result +=
        prefix === '' ? ` xmlns="${escapeAttribute(name)}"` : ` xmlns:${prefix}="${escapeAttribute(name)}"`;
    }
  }

  /** Adds a namespace unless the nearest element around that wrote its prefix wrote the same; `xml` is never written. */
  private add(prefix: string, name: string): void {
    if (prefix === 'xml') return;
    let nearest = this.written;
    while (nearest !== null && nearest.prefix !== prefix) nearest = nearest.outer;
    if (nearest?.name === name) return;
    this.written = { prefix, name, outer: this.written };
  }
}

/** In the order of their prefixes, the default first. */
function addedSince(outside: Binding | null, innermost: Binding | null): NamespaceDeclaration[] {
  const added: NamespaceDeclaration[] = [];
  for (let each = innermost; each !== null && each !== outside; each = each.outer) added.push(each);
  return added.sort((a, b) => compare(a.prefix, b.prefix));
}

function bindingInScope(apex: XmlElement, prefix: string): NamespaceDeclaration[] {
  for (let element: XmlElement | null = apex; element !== null; element = element.parent) {
    const found = element.declarations.find((declaration) => declaration.prefix === prefix);
    if (found !== undefined) return [found];
  }
  return [];
}

/** Canonical XML 1.0, 2.3: by namespace name, then by local name; without a namespace first. */
function inCanonicalOrder(attributes: XmlElement['attributes']): XmlElement['attributes'] {
  return attributes.length < 2 ? attributes : [...attributes].sort(compareAttributes);
}

function compareAttributes(a: XmlAttribute, b: XmlAttribute): number {
  return compare(a.namespace, b.namespace) || compare(a.localName, b.localName);
}

/** By code points, since names and namespace names hold nothing beyond U+FFFF. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
