import { malformed } from '../malformed';
import { XmlError, type XmlElement } from '../xml/element';
import { MESSAGE_LIMITS, parseXml } from '../xml/parse-xml';
import { say } from '../../sentences/sentence';

/** The root of a message, read within the corner of XML that SAML needs. */
export function parseMessage(xml: string): XmlElement {
  try {
    return parseXml(xml, MESSAGE_LIMITS);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw malformed(
      say`a SAML message: well-formed XML without DOCTYPE, CDATA or processing instructions`,
      say`${error.sentence} (at character ${error.offset})`,
      say`The message was damaged on its way or is not SAML: compare it with what the IdP sent.`,
    );
  }
}
