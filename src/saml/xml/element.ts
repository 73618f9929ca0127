import { inWords, type Sentence } from '../../sentences/sentence';

/** The tree that the one parser makes. Plain data; comments are kept, since where they must not be they are refused. */
export interface XmlElement {
  readonly kind: 'element';
  /** As written, prefix and all. */
  readonly name: string;
  /** The prefix as written, '' without one. */
  readonly prefix: string;
  readonly localName: string;
  /** The resolved namespace name, '' without one. */
  readonly namespace: string;
  /** In document order, without namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  /** The declarations written on this very element, in document order: prefix ('' for the default) to name ('' undeclares). */
  readonly declarations: readonly NamespaceDeclaration[];
  readonly children: readonly XmlNode[];
  /** Null for the document's root. */
  readonly parent: XmlElement | null;
}

export interface XmlAttribute {
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  /** Normalised as XML 1.0, 3.3.3 says for CDATA attributes. */
  readonly value: string;
}

export interface NamespaceDeclaration {
  readonly prefix: string;
  readonly name: string;
}

export interface XmlText {
  readonly kind: 'text';
  readonly value: string;
}

export interface XmlComment {
  readonly kind: 'comment';
  readonly value: string;
}

export type XmlNode = XmlElement | XmlText | XmlComment;

/** Bounds of a parse; a document beyond one is refused, never cut. */
export interface XmlLimits {
  /** In UTF-8 bytes. */
  readonly bytes: number;
  readonly depth: number;
  /** Elements, attributes, texts, comments and namespace declarations together. */
  readonly nodes: number;
  /** Attributes and declarations on one element. */
  readonly attributesPerElement: number;
  /** Declarations in force at one place, those that are overridden counted too. */
  readonly namespacesInScope: number;
}

/**
 * Not well-formed, outside the corner of XML that is read, or beyond a limit.
 * `offset` counts UTF-16 units from the start, a CRLF as one.
 */
export class XmlError extends Error {
  constructor(
    readonly sentence: Sentence,
    readonly offset: number,
  ) {
    super(inWords(sentence));
    this.name = 'XmlError';
  }
}
