import { endOfName, isSpace } from './characters';
import { XmlError, type XmlLimits } from './element';

const LONGEST_NAME = 1024;

/** A place in a document, the tokens that can be read there, and the count of what was read. */
export abstract class XmlCursor {
  protected at = 0;
  private nodes = 0;

  constructor(
    protected readonly text: string,
    protected readonly limits: XmlLimits,
  ) {}

  /** The UTF-16 unit here; NaN at the end, which equals nothing. */
  protected unit(): number {
    return this.text.charCodeAt(this.at);
  }

  protected space(): void {
    while (isSpace(this.unit())) this.at += 1;
  }

  protected expectUnit(unit: number): void {
    if (this.unit() !== unit) throw this.error(`Expected ${String.fromCharCode(unit)}`);
    this.at += 1;
  }

  protected expect(token: string): void {
    if (!this.text.startsWith(token, this.at)) throw this.error(`Expected ${token}`);
    this.at += token.length;
  }

  /** An NCName (Namespaces in XML 1.0 [4]). */
  protected name(): string {
    const end = endOfName(this.text, this.at);
    if (end === this.at) throw this.error('Expected a name');
    if (end - this.at > LONGEST_NAME) throw this.error(`A name is longer than ${LONGEST_NAME}`);
    const name = this.text.slice(this.at, end);
    this.at = end;
    return name;
  }

  /** The offset of a token from `start` on. */
  protected find(token: string, start: number): number {
    const found = this.text.indexOf(token, start);
    if (found < 0) throw this.error(`Expected ${token} before the document ends`);
    return found;
  }

  protected countNode(): void {
    this.nodes += 1;
    if (this.nodes > this.limits.nodes) throw this.error(`More than ${this.limits.nodes} nodes`);
  }

  protected error(message: string): XmlError {
    return new XmlError(message, this.at);
  }
}
