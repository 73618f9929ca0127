import { say } from '../../sentences/sentence';
import { SPACE } from './characters';
import { XmlError } from './element';

// XML 1.0, 2.8 [23], held to version 1.0 and UTF-8.
const XML_DECLARATION = new RegExp(
  `<\\?xml${SPACE}+version${SPACE}*=${SPACE}*(?:"1\\.0"|'1\\.0')` +
    `(?:${SPACE}+encoding${SPACE}*=${SPACE}*(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?` +
    `(?:${SPACE}+standalone${SPACE}*=${SPACE}*(?:"(?:yes|no)"|'(?:yes|no)'))?${SPACE}*\\?>`,
  'y',
);
const BEGINNING = new RegExp(`^<\\?xml${SPACE}`);

/** Where the XML declaration that begins at `start` ends, `start` itself where none does. */
export function endOfXmlDeclaration(text: string, start: number): number {
  if (!BEGINNING.test(text.slice(start, start + 6))) return start;
  XML_DECLARATION.lastIndex = start;
  if (XML_DECLARATION.test(text)) return XML_DECLARATION.lastIndex;
  throw new XmlError(say`Expected an XML declaration of version 1.0 and encoding UTF-8`, start);
}
