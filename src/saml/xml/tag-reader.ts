import type { NamespaceDeclaration, XmlElement, XmlLimits, XmlNode } from './element';
import { NamespaceScope } from './namespace-scope';
import { replaceReferences } from './references';
import { XmlCursor } from './xml-cursor';

interface OpenAttribute {
  readonly prefix: string;
  readonly localName: string;
  namespace: string;
  readonly value: string;
}

/** An element while it is read; outside it is the read-only `XmlElement`. */
export interface OpenElement extends XmlElement {
  namespace: string;
  readonly attributes: OpenAttribute[];
  readonly declarations: NamespaceDeclaration[];
  readonly children: XmlNode[];
  readonly parent: OpenElement | null;
}

const DOUBLE_QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** Reads start and end tags, and resolves the names in them. */
export abstract class TagReader extends XmlCursor {
  private depth = 0;
  private readonly scope: NamespaceScope;

  constructor(text: string, limits: XmlLimits) {
    super(text, limits);
    this.scope = new NamespaceScope(limits.namespacesInScope);
  }

  /** Reads a start tag up to its `>` or `/>`. */
  protected startTag(parent: OpenElement | null): OpenElement {
    this.depth += 1;
    if (this.depth > this.limits.depth)
      throw this.error(`Elements are nested deeper than ${this.limits.depth}`);
    this.countNode();
    this.at += 1;
    const first = this.name();
    const localName = this.localNameAfterColon();
    const element: OpenElement = {
      kind: 'element',
      prefix: localName === null ? '' : first,
      localName: localName ?? first,
      namespace: '',
      attributes: [],
      declarations: [],
      children: [],
      parent,
    };
    this.attributes(element);
    element.namespace = this.resolve(element.prefix);
    this.resolveAttributes(element.attributes);
    parent?.children.push(element);
    return element;
  }

  /** Ends a start tag; answers the element whose content comes next. */
  protected endStartTag(element: OpenElement): OpenElement | null {
    const isEmpty = this.unit() === SLASH;
    if (isEmpty) this.at += 1;
    this.expectUnit(GREATER);
    return isEmpty ? this.leave(element) : element;
  }

  /** Reads the end tag of an element; answers the element whose content goes on. */
  protected endTag(element: OpenElement): OpenElement | null {
    this.at += '</'.length;
    if (element.prefix !== '') {
      this.expect(element.prefix);
      this.expectUnit(COLON);
    }
    this.expect(element.localName);
    this.space();
    this.expectUnit(GREATER);
    return this.leave(element);
  }

  private leave(element: OpenElement): OpenElement | null {
    this.depth -= 1;
    this.scope.leave(element.declarations.length);
    return element.parent;
  }

  /** The second half of a qualified name, null where no colon follows. */
  private localNameAfterColon(): string | null {
    if (this.unit() !== COLON) return null;
    this.at += 1;
    return this.name();
  }

  private attributes(element: OpenElement): void {
    for (let read = 0; ; read += 1) {
      const end = this.at;
      this.space();
      const unit = this.unit();
      if (unit === GREATER || unit === SLASH) return;
      if (this.at === end) throw this.error('Expected white space, > or />');
      if (read === this.limits.attributesPerElement) {
        throw this.error(`More than ${this.limits.attributesPerElement} attributes on one element`);
      }
      this.attribute(element);
    }
  }

  private attribute(element: OpenElement): void {
    this.countNode();
    const first = this.name();
    const second = this.localNameAfterColon();
    this.space();
    this.expectUnit(EQUALS);
    this.space();
    const value = this.attributeValue();
    // An ID beside the ID of SAML, with rules of its own: no message needs it, and verifiers that heed it are misled by it.
    if (first === 'xml' && second === 'id') throw this.error('The attribute xml:id is not accepted');
    if (first === 'xmlns') this.declare(element, second ?? '', value);
    else if (second === null) element.attributes.push({ prefix: '', localName: first, namespace: '', value });
    else element.attributes.push({ prefix: first, localName: second, namespace: '', value });
  }

  /** XML 1.0, 3.3.3, for the type CDATA: white space becomes spaces, unless it is written as a reference. */
  private attributeValue(): string {
    const quote = this.unit();
    if (quote !== DOUBLE_QUOTE && quote !== APOSTROPHE) throw this.error('Expected a quoted value');
    const start = this.at + 1;
    let isPlain = true;
    let end = start;
    for (let unit = this.text.charCodeAt(end); unit !== quote; unit = this.text.charCodeAt(end)) {
      if (unit === LESS || end >= this.text.length)
        throw this.error('Expected a value without <, and its end');
      if (unit === AMPERSAND || unit < 0x20) isPlain = false;
      end += 1;
    }
    const raw = this.text.slice(start, end);
    this.at = end + 1;
    return isPlain ? raw : replaceReferences(raw.replace(/[\t\n]/g, ' '), start);
  }

  private declare(element: OpenElement, prefix: string, name: string): void {
    if (element.declarations.some((other) => other.prefix === prefix)) {
      throw this.error(`The prefix '${prefix}' is declared twice on one element`);
    }
    this.scope.declare(prefix, name, this.at);
    element.declarations.push({ prefix, name });
  }

  /** Namespaces in XML 1.0, 6.2 and 6.3: the default is not for attributes, and no two have one expanded name. */
  private resolveAttributes(attributes: readonly OpenAttribute[]): void {
    for (const attribute of attributes) {
      if (attribute.prefix !== '') attribute.namespace = this.resolve(attribute.prefix);
      for (const other of attributes) {
        if (other === attribute) break;
        if (other.localName === attribute.localName && other.namespace === attribute.namespace) {
          throw this.error(`The attribute ${attribute.localName} stands twice on one element`);
        }
      }
    }
  }

  private resolve(prefix: string): string {
    const name = this.scope.resolve(prefix);
    if (name === undefined) throw this.error(`The prefix ${prefix} is not declared`);
    return name;
  }
}
