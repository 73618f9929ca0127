import { malformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { findChild, textOf } from '../xml/read-element';
import { requireText } from './message-header';
import { say } from '../../sentences/sentence';

export interface Status {
  /** The top-level code, then the ones below it, each more particular. */
  readonly codes: readonly string[];
  readonly message: string | undefined;
}

/** saml-core 3.2.2.1: every answer has one. */
export function readStatus(response: XmlElement): Status {
  const status = requireProtocolChild(response, 'Status');
  const codes: string[] = [];
  let code: XmlElement | undefined = requireProtocolChild(status, 'StatusCode');
  while (code) {
    codes.push(requireText(code, 'Value'));
    code = findChild(code, NS.protocol, 'StatusCode');
  }
  const message = findChild(status, NS.protocol, 'StatusMessage');
  return { codes, message: message && textOf(message) };
}

function requireProtocolChild(parent: XmlElement, localName: string): XmlElement {
  const child = findChild(parent, NS.protocol, localName);
  if (child) return child;
  throw malformed(say`<${localName}> in <${parent.localName}>`, say`none`);
}
