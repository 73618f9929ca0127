import { XmlError, type XmlElement } from '../xml/element';
import { decodeUtf8 } from '../xml/parse-xml';
import { MetadataError } from './metadata-error';
import { METADATA_LIMITS, parseMetadata, type VisitEntity } from './parse-metadata';
import { refusePrivateKeys, refusePrivateKeyText } from './private-key';
import { type Sentence, say } from '../../sentences/sentence';

/**
 * From the bytes as they came to the root element; what is no metadata at all is told by name.
 * @param visit is given each entity of an aggregate, which the root is then without
 */
export function decodeDocument(bytes: Uint8Array, visit?: VisitEntity): XmlElement {
  if (bytes.byteLength > METADATA_LIMITS.bytes) {
    throw new MetadataError(
      say`Expected metadata of at most ${METADATA_LIMITS.bytes} bytes, got ${bytes.byteLength}. Upload the IdP's own metadata instead of a federation's whole.`,
    );
  }
  const text = decodeText(bytes);
  refuseOtherFormat(text);
  refusePrivateKeyText(text);
  const root = parse(
    text,
    visit &&
      ((entity) => {
        refusePrivateKeys(entity);
        visit(entity);
      }),
  );
  refusePrivateKeys(root);
  return root;
}

function parse(text: string, visit: VisitEntity | undefined): XmlElement {
  try {
    return parseMetadata(text, visit);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new MetadataError(
      say`Expected well-formed XML without a document type, got a fault ${placeOf(error, text)}: ${error.sentence}. Download the metadata from the IdP anew and upload it unchanged.`,
      [],
      { cause: error },
    );
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const actual = isUtf16 ? say`UTF-16` : say`bytes that are no UTF-8`;
    throw new MetadataError(
      say`Expected metadata in UTF-8, got ${actual}. Save the file as UTF-8 and upload it again.`,
    );
  }
}

const OTHER_FORMATS: readonly (readonly [RegExp, Sentence])[] = [
  [
    /^$/,
    say`nothing. Upload the XML file that the IdP calls its metadata (federation metadata, IdP descriptor).`,
  ],
  [
    /^<(?:!doctype\s+)?html[\s>]/i,
    say`an HTML page: the address shows a page, often the IdP's sign-in, instead of the document. Download the metadata's XML itself and upload it.`,
  ],
  [
    /^[{[]/,
    say`JSON, maybe OpenID Connect's configuration. Upload the IdP's SAML 2.0 metadata, which is XML.`,
  ],
  [
    /^-----BEGIN CERTIFICATE/,
    say`a certificate alone. Upload the XML of the IdP that holds it: its addresses are needed too.`,
  ],
];

const LOOKED_AT = 4096;

function refuseOtherFormat(text: string): void {
  // A byte order mark is white space here.
  const start = text
    .slice(0, LOOKED_AT)
    .replace(/^(?:\s+|<\?xml[^>]*>|<!--[\s\S]*?-->)+/, '')
    .slice(0, 64);
  if (start === '' && text.length > LOOKED_AT) return;
  const [, actual] = OTHER_FORMATS.find(([pattern]) => pattern.test(start)) ?? [];
  if (actual !== undefined) throw new MetadataError(say`Expected SAML 2.0 metadata in XML, got ${actual}`);
}

/** The parser counts in the text with its line ends normalised. */
function placeOf(error: XmlError, text: string): Sentence {
  const before = text.replace(/\r\n?/g, '\n').slice(0, error.offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return say`in line ${before.split('\n').length}, column ${before.length - lineStart + 1}`;
}
