import { cutText } from '../cut-text';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { escapeAttribute, escapeText } from '../xml/write-xml';

/** More of a message is for tools, not for reading. */
const LONGEST_SHOWN = 64 * 1024;
const HEAD = 24;

/** Long, and of no use to a reader: a message that is copied from the page shall be no message any more. */
const MASKED: ReadonlySet<string> = new Set([
  `${NS.signature} SignatureValue`,
  `${NS.signature} X509Certificate`,
  `${NS.signature} Modulus`,
  `${NS.encryption} CipherValue`,
]);

/** For people to read: one element a line, signatures and cipher texts masked. It is not the message any more. */
export function showXml(root: XmlElement): string {
  const lines: string[] = [];
  write(root, '', lines);
  return cutText(lines.join('\n'), LONGEST_SHOWN);
}

/** The same for what can't be read as XML: runs that look like Base64 are masked. */
export function showText(text: string): string {
  return cutText(text.replace(/[A-Za-z0-9+/=]{64,}/g, mask), LONGEST_SHOWN);
}

function write(element: XmlElement, indent: string, lines: string[]): void {
  const { name, children } = element;
  const tag = `${indent}<${name}${writeAttributes(element)}`;
  const shown = children.filter((child) => child.kind !== 'text' || /\S/.test(child.value));
  if (shown.length === 0) {
    lines.push(`${tag}/>`);
    return;
  }
  if (shown.every((child) => child.kind === 'text')) {
    const text = shown.map(({ value }) => value).join('');
    lines.push(`${tag}>${isMasked(element) ? mask(text) : escapeText(text)}</${name}>`);
    return;
  }
  lines.push(`${tag}>`);
  for (const child of shown) {
    if (child.kind === 'element') write(child, `${indent}  `, lines);
    else if (child.kind === 'comment') lines.push(`${indent}  <!--${child.value}-->`);
    else lines.push(`${indent}  ${escapeText(child.value.trim())}`);
  }
  lines.push(`${indent}</${name}>`);
}

function writeAttributes({ declarations, attributes }: XmlElement): string {
  const names = declarations.map(({ prefix, name }) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, name]);
  const others = attributes.map(({ prefix, localName, value }) => [
    prefix === '' ? localName : `${prefix}:${localName}`,
    value,
  ]);
  return [...names, ...others]
    .map(([name = '', value = '']) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
}

function isMasked({ namespace, localName }: XmlElement): boolean {
  return MASKED.has(`${namespace} ${localName}`);
}

function mask(text: string): string {
  const written = text.replace(/\s/g, '');
  return written.length <= HEAD
    ? escapeText(written)
    : `${escapeText(written.slice(0, HEAD))}… (${written.length} characters)`;
}
