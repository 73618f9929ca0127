import { say } from '../../sentences/sentence';
import { METADATA_BYTES } from '../limits';
import { NS } from '../names';
import type { XmlElement, XmlLimits } from '../xml/element';
import type { OpenElement } from '../xml/open-element';
import { parseXml } from '../xml/parse-xml';
import { isElement } from '../xml/read-element';
import { XmlParser } from '../xml/xml-parser';

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
 * @param visit is given each entity of an aggregate once it is read, and the tree then goes on without it: a federation has thousands
 * @throws XmlError
 */
export function parseMetadata(text: string, visit?: VisitEntity): XmlElement {
  return parseXml(text, METADATA_LIMITS, (normalised, limits) => {
    return new MetadataParser(normalised, limits, visit);
  });
}

export type VisitEntity = (entity: XmlElement) => void;

const SECTION = '<![CDATA[';

class MetadataParser extends XmlParser {
  constructor(
    text: string,
    limits: XmlLimits,
    private readonly visit: VisitEntity | undefined,
  ) {
    super(text, limits);
  }

  protected override start(): void {
    if (this.startsWith('\uFEFF')) this.at = 1;
  }

  protected override addElement(parent: OpenElement, child: XmlElement): void {
    if (this.visit && isElement(child, NS.metadata, 'EntityDescriptor') && isInAggregate(child))
      this.visit(child);
    else super.addElement(parent, child);
  }

  /** Text that only a section or an instruction parts is one text. */
  protected override addText(parent: OpenElement, value: string): void {
    const last = parent.children.at(-1);
    if (last?.kind !== 'text') {
      super.addText(parent, value);
      return;
    }
    this.countNode();
    parent.children[parent.children.length - 1] = { kind: 'text', value: last.value + value };
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

  /** XML 1.0, 2.6 [16], [17]. */
  protected override instruction(): void {
    this.countNode();
    this.at += '<?'.length;
    if (this.name().toLowerCase() === 'xml')
      throw this.error(say`An XML declaration stands at the very start only`);
    if (!this.space() && !this.startsWith('?>'))
      throw this.error(say`Expected white space behind an instruction's name`);
    this.at = this.find('?>', this.at) + '?>'.length;
  }
}

/** There is nothing around it but aggregates (saml-metadata 2.3.1). */
function isInAggregate({ parent }: XmlElement): boolean {
  if (!parent || !isElement(parent, NS.metadata, 'EntitiesDescriptor')) return false;
  return parent.parent === null || isInAggregate(parent);
}
