import { isSpace } from './characters';
import type { XmlElement, XmlLimits } from './element';
import { replaceReferences } from './references';
import { TagReader, type OpenElement } from './tag-reader';

// XML 1.0, 2.8 [23], held to version 1.0 and UTF-8.
const XML_DECLARATION =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.0"|'1\.0')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/;
const LONGEST_XML_DECLARATION = 200;

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
const QUESTION = 0x3f;

/** One pass over one document, whose characters are legal and whose line ends are normalised already. */
export class XmlParser extends TagReader {
  constructor(
    text: string,
    limits: XmlLimits,
    private readonly isMetadata: boolean,
  ) {
    super(text, limits);
  }

  document(): XmlElement {
    if (this.isMetadata && this.text.startsWith('\uFEFF')) this.at = 1;
    this.xmlDeclaration();
    this.aroundRoot();
    if (this.unit() !== LESS) throw this.error('Expected an element');
    const root = this.startTag(null);
    this.content(root);
    this.aroundRoot();
    if (this.at < this.text.length) throw this.error('Expected nothing after the root element');
    return root;
  }

  private xmlDeclaration(): void {
    if (!this.text.startsWith('<?xml', this.at) || !isSpace(this.text.charCodeAt(this.at + '<?xml'.length)))
      return;
    const found = XML_DECLARATION.exec(this.text.slice(this.at, this.at + LONGEST_XML_DECLARATION));
    if (found === null) throw this.error('Expected an XML declaration of version 1.0 and encoding UTF-8');
    this.at += found[0].length;
  }

  /** Comments and white space before and after the root; they are no part of it. */
  private aroundRoot(): void {
    for (;;) {
      this.space();
      if (this.text.startsWith('<!--', this.at)) this.comment();
      else if (this.text.startsWith('<?', this.at)) this.instruction();
      else if (this.text.startsWith('<!', this.at)) throw this.error('A document type is not accepted');
      else return;
    }
  }

  private content(root: OpenElement): void {
    let current = this.endStartTag(root);
    while (current !== null) {
      const next = this.find('<', this.at);
      if (next > this.at) this.characters(current, next);
      const unit = this.text.charCodeAt(next + 1);
      if (unit === SLASH) current = this.endTag(current);
      else if (unit === EXCLAMATION) this.commentOrSection(current);
      else if (unit === QUESTION) this.instruction();
      else current = this.endStartTag(this.startTag(current));
    }
  }

  private characters(element: OpenElement, end: number): void {
    const raw = this.text.slice(this.at, end);
    if (raw.includes(']]>')) throw this.error('Text must not hold ]]>');
    this.append(element, raw.includes('&') ? replaceReferences(raw, this.at) : raw);
    this.at = end;
  }

  /** Text that only a section or an instruction parts is one text. */
  private append({ children }: OpenElement, value: string): void {
    this.countNode();
    const last = children[children.length - 1];
    if (last?.kind !== 'text') children.push({ kind: 'text', value });
    else children[children.length - 1] = { kind: 'text', value: last.value + value };
  }

  private commentOrSection(element: OpenElement): void {
    if (this.text.startsWith('<!--', this.at)) {
      element.children.push({ kind: 'comment', value: this.comment() });
    } else if (this.isMetadata) {
      this.expect('<![CDATA[');
      const end = this.find(']]>', this.at);
      if (end > this.at) this.append(element, this.text.slice(this.at, end));
      this.at = end + ']]>'.length;
    } else throw this.error('Neither CDATA sections nor declarations are accepted');
  }

  private comment(): string {
    this.countNode();
    const start = this.at + '<!--'.length;
    const end = this.find('--', start);
    this.at = end;
    this.expect('-->');
    return this.text.slice(start, end);
  }

  private instruction(): void {
    if (!this.isMetadata) throw this.error('Processing instructions are not accepted');
    this.countNode();
    this.at += '<?'.length;
    if (this.name().toLowerCase() === 'xml')
      throw this.error('An XML declaration stands at the very start only');
    const end = this.find('?>', this.at);
    if (end > this.at && !isSpace(this.unit()))
      throw this.error('Expected white space after the name of an instruction');
    this.at = end + '?>'.length;
  }
}
