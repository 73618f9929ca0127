import { isSpace, NAME, SPACE } from './characters';
import {
  XmlError,
  type NamespaceDeclaration,
  type XmlAttribute,
  type XmlElement,
  type XmlLimits,
  type XmlNode,
} from './element';
import { NamespaceScope } from './namespace-scope';
import { replaceReferences } from './references';
import { type Sentence, say } from '../../sentences/sentence';

export const sticky = (source: string) => new RegExp(source, 'y');

// XML 1.0, 2.8 [23], held to version 1.0 and UTF-8.
const XML_DECLARATION = sticky(
  `<\\?xml${SPACE}+version${SPACE}*=${SPACE}*(?:"1\\.0"|'1\\.0')` +
    `(?:${SPACE}+encoding${SPACE}*=${SPACE}*(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?` +
    `(?:${SPACE}+standalone${SPACE}*=${SPACE}*(?:"(?:yes|no)"|'(?:yes|no)'))?${SPACE}*\\?>`,
);
const XML_DECLARATION_START = new RegExp(`^<\\?xml${SPACE}`);
const AN_ELEMENT = say`an element`;
// Namespaces in XML 1.0 [12], [14]: how a tag begins.
const TAG_NAME = sticky(`<(?:(${NAME}):)?(${NAME})`);
// [15] and XML 1.0, 2.3 [10]: an attribute or declaration, and the white space before it.
const ATTRIBUTE = sticky(`${SPACE}+(?:(${NAME}):)?(${NAME})${SPACE}*=${SPACE}*(?:"([^<"]*)"|'([^<']*)')`);

// Compared as numbers: a parse asks for them at every step.
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const GREATER = 0x3e;
const QUESTION = 0x3f;

/** The namespace is known once all declarations of the element are read. */
type OpenAttribute = { -readonly [Key in keyof XmlAttribute]: XmlAttribute[Key] };

/** An element while it is read. */
export type OpenElement = XmlElement & { children: XmlNode[] };

/**
 * One pass over one document, whose characters are legal and whose line ends are normalised already. What metadata may hold beyond
 * messages is let in by `MetadataParser` alone.
 */
export class XmlParser {
  protected at = 0;
  private nodes = 0;
  private readonly scope: NamespaceScope;

  constructor(
    protected readonly text: string,
    private readonly limits: XmlLimits,
  ) {
    this.scope = new NamespaceScope(limits.namespacesInScope);
  }

  document(): XmlElement {
    this.start();
    if (XML_DECLARATION_START.test(this.text.slice(this.at, this.at + 6))) {
      this.read(XML_DECLARATION, say`an XML declaration of version 1.0 and encoding UTF-8`);
    }
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
    const found = this.read(TAG_NAME, AN_ELEMENT);
    const name = found[0].slice('<'.length);
    const prefix = found[1] ?? '';
    const { attributes, declarations } = this.attributes();
    const element: OpenElement = {
      kind: 'element',
      name,
      prefix,
      localName: found[2] ?? '',
      namespace: this.resolve(prefix),
      attributes,
      declarations,
      children: [],
      parent,
    };
    if (!this.endStartTag()) {
      this.content(element, depth);
      this.endTag(name);
    }
    this.scope.leave(declarations.length);
    return element;
  }

  /** @returns whether the element ends with this tag */
  private endStartTag(): boolean {
    this.space();
    const isEmpty = this.text.charCodeAt(this.at) === SLASH;
    if (isEmpty) this.at += 1;
    if (this.text.charCodeAt(this.at) !== GREATER) throw this.error(say`Expected an attribute, > or />`);
    this.at += 1;
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
      else append(parent, this.element(parent, depth + 1));
    }
  }

  private endTag(name: string): void {
    this.at += '</'.length;
    const end = this.at + name.length;
    if (this.text.slice(this.at, end) !== name) throw this.error(say`Expected ${name}`);
    this.at = end;
    this.space();
    if (this.text.charCodeAt(this.at) !== GREATER) throw this.error(say`Expected >`);
    this.at += 1;
  }

  private attributes(): Pick<XmlElement, 'attributes' | 'declarations'> {
    let attributes: OpenAttribute[] = [];
    let declarations: NamespaceDeclaration[] = [];
    while (this.text.charCodeAt(this.at) !== GREATER) {
      const found = this.match(ATTRIBUTE);
      if (!found) break;
      this.countNode();
      if (attributes.length + declarations.length === this.limits.attributesPerElement) {
        throw this.error(say`More than ${this.limits.attributesPerElement} attributes on one element`);
      }
      const prefix = found[1] ?? '';
      const localName = found[2] ?? '';
      // An ID beside the ID of SAML, with rules of its own: no message needs it, and verifiers that heed it are misled by it.
      if (prefix === 'xml' && localName === 'id') throw this.error(say`The attribute xml:id is not accepted`);
      const value = this.attributeValue(found[3] ?? found[4] ?? '');
      // Copied at each step, which is cheap for the few that there are: an array that grows reserves far more than that.
      if (prefix === 'xmlns') declarations = [...declarations, this.declare(declarations, localName, value)];
      else if (prefix === '' && localName === 'xmlns')
        declarations = [...declarations, this.declare(declarations, '', value)];
      else attributes = [...attributes, { prefix, localName, namespace: '', value }];
    }
    this.resolveAttributes(attributes);
    return { attributes, declarations };
  }

  /** XML 1.0, 3.3.3, for the type CDATA: white space becomes spaces, unless it is written as a reference. */
  private attributeValue(raw: string): string {
    const spaced = /[\t\n]/.test(raw) ? raw.replace(/[\t\n]/g, ' ') : raw;
    return replaceReferences(spaced, this.at - raw.length - 1);
  }

  private declare(
    others: readonly NamespaceDeclaration[],
    prefix: string,
    name: string,
  ): NamespaceDeclaration {
    if (others.some((other) => other.prefix === prefix)) {
      throw this.error(say`The prefix '${prefix}' is declared twice on one element`);
    }
    this.scope.declare(prefix, name, this.at);
    return { prefix, name };
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
    if (raw.includes(']]>')) throw this.error(say`Text must not hold ]]>`);
    this.addText(parent, replaceReferences(raw, this.at));
    this.at = end;
  }

  /** Text that only a section or an instruction parts is one text. */
  protected addText(parent: OpenElement, value: string): void {
    this.countNode();
    const last = parent.children.at(-1);
    if (last?.kind !== 'text') append(parent, { kind: 'text', value });
    else parent.children[parent.children.length - 1] = { kind: 'text', value: last.value + value };
  }

  private commentOrSection(parent: OpenElement): void {
    if (this.startsWith('<!--')) append(parent, { kind: 'comment', value: this.comment() });
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

  private space(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
  }

  /** Takes what a sticky pattern finds here; null, and nothing taken, where it finds nothing. */
  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  protected read(pattern: RegExp, expected: Sentence): RegExpExecArray {
    const found = this.match(pattern);
    if (!found) throw this.error(say`Expected ${expected}`);
    return found;
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

/** Most elements have one child, and an array of one takes a tenth of what a growing one reserves. */
function append(parent: OpenElement, child: XmlNode): void {
  if (parent.children.length === 0) parent.children = [child];
  else parent.children.push(child);
}
