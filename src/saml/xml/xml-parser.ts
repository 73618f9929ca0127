import { type Sentence, say } from '../../sentences/sentence';
import { endOfName, isSpace } from './characters';
import { XmlError, type XmlElement, type XmlLimits } from './element';
import { NamespaceScope } from './namespace-scope';
import { append, appendChild, openElement, type OpenAttribute, type OpenElement } from './open-element';
import { replaceReferences } from './references';
import { endOfXmlDeclaration } from './xml-declaration';

const AN_ELEMENT = say`an element`;
const END_OF_TAG = say`an attribute, > or />`;

/** What makes more of a value than the characters that stand there. */
const SPECIAL_IN_VALUE = /[&<\t\n]/;

// Compared as numbers: a parse asks for them at every step.
const EXCLAMATION = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;

/**
 * One pass over one document, whose characters are legal and whose line ends are normalised already. What metadata may hold beyond
 * messages is let in by `MetadataParser` alone.
 */
export class XmlParser {
  protected at = 0;
  private nodes = 0;
  private readonly scope: NamespaceScope;
  /** Whether texts may be more than the characters that stand there: few documents have such ones. */
  private readonly hasSpecialText: boolean;

  constructor(
    protected readonly text: string,
    private readonly limits: XmlLimits,
  ) {
    this.scope = new NamespaceScope(limits.namespacesInScope);
    this.hasSpecialText = text.includes('&') || text.includes(']]>');
  }

  document(): XmlElement {
    this.start();
    this.at = endOfXmlDeclaration(this.text, this.at);
    this.aroundRoot();
    const root = this.element(null, 1);
    this.aroundRoot();
    if (this.at < this.text.length) throw this.error(say`Expected nothing after the root element`);
    return root;
  }

  /** Takes what may stand before all else: nothing. */
  protected start(): void {
    this.at = 0;
  }

  /** Comments and white space before and after the root; they are no part of it. */
  private aroundRoot(): void {
    for (;;) {
      this.space();
      if (this.startsWith('<!--')) this.comment();
      else if (this.startsWith('<?')) this.instruction();
      else if (this.startsWith('<!')) throw this.error(say`A document type is not accepted`);
      else return;
    }
  }

  /** From its `<` to behind its end. Calls itself for what is inside, no deeper than the limit. */
  private element(parent: OpenElement | null, depth: number): XmlElement {
    if (depth > this.limits.depth)
      throw this.error(say`Elements are nested deeper than ${this.limits.depth}`);
    this.countNode();
    this.take(LESS, AN_ELEMENT);
    const start = this.at;
    const qualified = this.qualifiedName();
    const name = this.text.slice(start, this.at);
    const element = openElement(name, qualified, parent);
    this.attributes(element);
    element.namespace = this.resolve(element.prefix);
    if (!this.endStartTag()) {
      this.content(element, depth);
      this.endTag(name);
    }
    this.scope.leave(element.declarations.length);
    return element;
  }

  /** @returns whether the element ends with this tag */
  private endStartTag(): boolean {
    this.space();
    const isEmpty = this.text.charCodeAt(this.at) === SLASH;
    if (isEmpty) this.at += 1;
    this.take(GREATER, END_OF_TAG);
    return isEmpty;
  }

  /** All that stands between two tags, up to the end tag. */
  private content(parent: OpenElement, depth: number): void {
    for (;;) {
      const next = this.find('<', this.at);
      if (next > this.at) this.characters(parent, next);
      const unit = this.text.charCodeAt(next + 1);
      if (unit === SLASH) return;
      if (unit === EXCLAMATION) this.commentOrSection(parent);
      else if (unit === QUESTION) this.instruction();
      else this.addElement(parent, this.element(parent, depth + 1));
    }
  }

  private endTag(name: string): void {
    this.at += '</'.length;
    const end = this.at + name.length;
    if (this.text.slice(this.at, end) !== name) throw this.error(say`Expected ${name}`);
    this.at = end;
    this.space();
    this.take(GREATER, '>');
  }

  /** Namespaces in XML 1.0 [12] to [15]. */
  private attributes(element: OpenElement): void {
    for (;;) {
      const isApart = this.space();
      const unit = this.text.charCodeAt(this.at);
      if (unit === GREATER || unit === SLASH) break;
      if (!isApart) throw this.error(say`Expected ${END_OF_TAG}`);
      this.attribute(element);
    }
    this.resolveAttributes(element.attributes);
  }

  private attribute(element: OpenElement): void {
    this.countNode();
    if (element.attributes.length + element.declarations.length === this.limits.attributesPerElement) {
      throw this.error(say`More than ${this.limits.attributesPerElement} attributes on one element`);
    }
    const { prefix, localName } = this.qualifiedName();
    // An ID beside the ID of SAML, with rules of its own: no message needs it, and verifiers that heed it are misled by it.
    if (prefix === 'xml' && localName === 'id') throw this.error(say`The attribute xml:id is not accepted`);
    this.space();
    this.take(EQUALS, '=');
    this.space();
    const value = this.attributeValue();
    if (prefix === 'xmlns') this.declare(element, localName, value);
    else if (prefix === '' && localName === 'xmlns') this.declare(element, '', value);
    else element.attributes = append(element.attributes, { prefix, localName, namespace: '', value });
  }

  /** XML 1.0, 2.3 [10]; 3.3.3, for the type CDATA: white space becomes spaces, unless it is written as a reference. */
  private attributeValue(): string {
    const unit = this.text.charCodeAt(this.at);
    if (unit !== QUOTE && unit !== APOSTROPHE) throw this.error(say`Expected a value in quotes`);
    const start = this.at + 1;
    const end = this.find(unit === QUOTE ? '"' : "'", start);
    const raw = this.text.slice(start, end);
    this.at = end + 1;
    if (!SPECIAL_IN_VALUE.test(raw)) return raw;
    if (raw.includes('<')) throw this.error(say`A value must not hold <`);
    return replaceReferences(raw.replace(/[\t\n]/g, ' '), start);
  }

  /** A QName (Namespaces in XML 1.0 [7]). */
  private qualifiedName(): Pick<XmlElement, 'prefix' | 'localName'> {
    const first = this.name();
    if (this.text.charCodeAt(this.at) !== COLON) return { prefix: '', localName: first };
    this.at += 1;
    return { prefix: first, localName: this.name() };
  }

  protected name(): string {
    const start = this.at;
    this.at = endOfName(this.text, start);
    if (this.at === start) throw this.error(say`Expected a name`);
    return this.text.slice(start, this.at);
  }

  private declare(element: OpenElement, prefix: string, name: string): void {
    if (element.declarations.some((other) => other.prefix === prefix)) {
      throw this.error(say`The prefix '${prefix}' is declared twice on one element`);
    }
    element.declarations = append(element.declarations, this.scope.declare(prefix, name, this.at));
  }

  /** Namespaces in XML 1.0, 6.2 and 6.3: the default is not for attributes, and no two have one expanded name. */
  private resolveAttributes(attributes: readonly OpenAttribute[]): void {
    for (const attribute of attributes) {
      if (attribute.prefix !== '') attribute.namespace = this.resolve(attribute.prefix);
      for (const other of attributes) {
        if (other === attribute) break;
        if (other.localName === attribute.localName && other.namespace === attribute.namespace) {
          throw this.error(say`The attribute ${attribute.localName} stands twice on one element`);
        }
      }
    }
  }

  private resolve(prefix: string): string {
    const name = this.scope.resolve(prefix);
    if (name === undefined) throw this.error(say`The prefix ${prefix} is not declared`);
    return name;
  }

  private characters(parent: OpenElement, end: number): void {
    const raw = this.text.slice(this.at, end);
    this.addText(parent, this.hasSpecialText ? this.replaceInText(raw) : raw);
    this.at = end;
  }

  private replaceInText(raw: string): string {
    if (raw.includes(']]>')) throw this.error(say`Text must not hold ]]>`);
    return replaceReferences(raw, this.at);
  }

  protected addElement(parent: OpenElement, child: XmlElement): void {
    appendChild(parent, child);
  }

  protected addText(parent: OpenElement, value: string): void {
    this.countNode();
    appendChild(parent, { kind: 'text', value });
  }

  private commentOrSection(parent: OpenElement): void {
    if (this.startsWith('<!--')) appendChild(parent, { kind: 'comment', value: this.comment() });
    else this.section(parent);
  }

  protected section(_parent: OpenElement): void {
    throw this.error(say`Neither CDATA sections nor declarations are accepted`);
  }

  private comment(): string {
    this.countNode();
    const start = this.at + '<!--'.length;
    this.at = this.find('--', start);
    if (!this.startsWith('-->')) throw this.error(say`Expected -->`);
    const value = this.text.slice(start, this.at);
    this.at += '-->'.length;
    return value;
  }

  protected instruction(): void {
    throw this.error(say`Processing instructions are not accepted`);
  }

  private take(unit: number, expected: Sentence | string): void {
    if (this.text.charCodeAt(this.at) !== unit) throw this.error(say`Expected ${expected}`);
    this.at += 1;
  }

  /** @returns whether there is any */
  protected space(): boolean {
    const start = this.at;
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at > start;
  }

  protected startsWith(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  /** The offset of a token from `start` on. */
  protected find(token: string, start: number): number {
    const found = this.text.indexOf(token, start);
    if (found < 0) throw this.error(say`Expected ${token} before the document ends`);
    return found;
  }

  protected countNode(): void {
    this.nodes += 1;
    if (this.nodes > this.limits.nodes) throw this.error(say`More than ${this.limits.nodes} nodes`);
  }

  protected error(message: Sentence): XmlError {
    return new XmlError(message, this.at);
  }
}
