import type { XmlElement } from '../xml/element';
import { strip } from '../white-space';
import { textOf } from '../xml/read-element';

/** The text of an element of type xs:anyURI, whose white space around it is layout and no part of it (XML Schema 2, 4.3.6). */
export function uriOf(element: XmlElement): string {
  return strip(textOf(element));
}
