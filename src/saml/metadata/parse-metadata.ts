import { METADATA_BYTES } from '../limits';
import { NAME, SPACE } from '../xml/characters';
import type { XmlElement, XmlLimits } from '../xml/element';
import { parseXml } from '../xml/parse-xml';
import { type OpenElement, sticky, XmlParser } from '../xml/xml-parser';
import { say } from '../../sentences/sentence';

export const METADATA_LIMITS: XmlLimits = {
  bytes: METADATA_BYTES,
  depth: 64,
  nodes: 2_000_000,
  attributesPerElement: 64,
  namespacesInScope: 64,
};

/**
 * Reads metadata, which people edit: a byte order mark, CDATA sections (as text) and processing instructions (skipped) are let in,
 * a document type is not.
 * @throws XmlError
 */
export function parseMetadata(text: string): XmlElement {
  return parseXml(text, METADATA_LIMITS, MetadataParser);
}

// XML 1.0, 2.6 [17].
const INSTRUCTION = sticky(`<\\?(${NAME})(?:${SPACE}|(?=\\?>))`);
const SECTION = '<![CDATA[';

class MetadataParser extends XmlParser {
  protected override start(): void {
    if (this.startsWith('\uFEFF')) this.at = 1;
  }

  protected override section(parent: OpenElement): void {
    if (!this.startsWith(SECTION)) {
      super.section(parent);
      return;
    }
    const start = this.at + SECTION.length;
    const end = this.find(']]>', start);
    if (end > start) this.addText(parent, this.text.slice(start, end));
    this.at = end + ']]>'.length;
  }

  protected override instruction(): void {
    this.countNode();
    const [, name = ''] = this.read(INSTRUCTION, say`an instruction with a name`);
    if (name.toLowerCase() === 'xml') throw this.error(say`An XML declaration stands at the very start only`);
    this.at = this.find('?>', this.at) + '?>'.length;
  }
}
