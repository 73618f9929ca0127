import { say } from '../../sentences/sentence';
import { NS } from '../names';
import { type NamespaceDeclaration, XmlError } from './element';

const LONGEST_NAME = 1024;

// An absolute URI of RFC 3986 without `&`, quotes and address literals. libxml2 takes no other for canonicalisation, and
// writes a name into a canonical form without escaping it, so that a stranger one would be read differently by others.
const NAMESPACE_NAME =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[A-Za-z0-9._~-]*(?::[0-9]{1,5})?(?=[/?#]|$)|(?!\/\/))(?:[A-Za-z0-9\-._~:/?@!$()*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$()*+,;=]|%[0-9A-Fa-f]{2})*)?$/;

/** The names that a message is made of, each as one and the same string: compared as such they are told apart at once. */
const KNOWN_NAMES: ReadonlyMap<string, string> = new Map(Object.values(NS).map((name) => [name, name]));

/** A namespace in force, and the one that was in force before: the innermost comes first. */
export interface Binding extends NamespaceDeclaration {
  readonly outer: Binding | null;
}

/** The namespaces in force while a document is read, by Namespaces in XML 1.0. */
export class NamespaceScope {
  // A list instead of a map: a message has a handful of prefixes, and the last one declared is the likeliest.
  private innermost: Binding | null = { prefix: 'xml', name: NS.xml, outer: null };
  private count = 0;

  constructor(private readonly limit: number) {}

  /** The namespace name that a prefix stands for; '' for the default where none is declared; undefined for an unknown prefix. */
  resolve(prefix: string): string | undefined {
    for (let binding = this.innermost; binding !== null; binding = binding.outer) {
      if (binding.prefix === prefix) return binding.name;
    }
    return prefix === '' ? '' : undefined;
  }

  /** @returns the declaration, as it is in force */
  declare(prefix: string, written: string, offset: number): NamespaceDeclaration {
    const known = KNOWN_NAMES.get(written);
    const name = known ?? written;
    checkDeclaration(prefix, name, offset);
    if (known === undefined) checkName(prefix, name, offset);
    this.count += 1;
    if (this.count > this.limit)
      throw new XmlError(say`More than ${this.limit} namespace declarations are in force`, offset);
    this.innermost = { prefix, name, outer: this.innermost };
    return { prefix, name };
  }

  /** Takes back the last `count` declarations. */
  leave(count: number): void {
    this.count -= count;
    for (let i = 0; i < count && this.innermost !== null; i += 1) this.innermost = this.innermost.outer;
  }
}

/** Namespaces in XML 1.0, section 3: the constraints on `xml` and `xmlns`, and no prefix undeclared. */
function checkDeclaration(prefix: string, name: string, offset: number): void {
  if (prefix === 'xmlns') throw new XmlError(say`The prefix xmlns must not be declared`, offset);
  if (name === NS.xmlns) throw new XmlError(say`The namespace of xmlns must not be declared`, offset);
  if ((prefix === 'xml') !== (name === NS.xml)) {
    throw new XmlError(say`The prefix xml and its namespace belong to each other alone`, offset);
  }
  if (name === '' && prefix !== '')
    throw new XmlError(say`The prefix ${prefix} must not be undeclared`, offset);
}

/** That an element or attribute can be in a namespace of this name; '' is the default's where none is declared. */
function checkName(prefix: string, name: string, offset: number): void {
  if (name === '') return;
  if (name.length > LONGEST_NAME || !NAMESPACE_NAME.test(name)) {
    throw new XmlError(say`The namespace name of prefix '${prefix}' is not an absolute URI`, offset);
  }
}
