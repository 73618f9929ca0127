const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#xD;',
};

const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** As Canonical XML 1.0, 2.3 writes text: safe in any document, and the same in each. */
export function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? '') : text;
}

/** As Canonical XML 1.0, 2.3 writes a value between double quotes. */
export function escapeAttribute(value: string): string {
  return /[&<"\t\n\r]/.test(value)
    ? value.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? '')
    : value;
}

/** XML that is written already, told apart from text that is yet to be escaped. */
export class WrittenXml {
  constructor(readonly xml: string) {}

  toString(): string {
    return this.xml;
  }
}

/** Takes XML in as it is: only for what this program wrote itself, such as a signed element. */
export function writtenXml(xml: string): WrittenXml {
  return new WrittenXml(xml);
}

export type XmlContent = WrittenXml | string | undefined | readonly XmlContent[];

/**
 * Writes one element. Attributes and children that are undefined are left out; strings are escaped.
 * @param name as it is to stand there, prefix and all; the caller declares its namespaces among the attributes.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: XmlContent = [],
): WrittenXml {
  const content = writeContent(children);
  const tag = Object.entries(attributes).reduce(
    (tag, [key, value]) => (value === undefined ? tag : `${tag} ${key}="${escapeAttribute(value)}"`),
    name,
  );
  return new WrittenXml(content === '' ? `<${tag}/>` : `<${tag}>${content}</${name}>`);
}

function writeContent(content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content);
  return content instanceof WrittenXml ? content.xml : content.map(writeContent).join('');
}
