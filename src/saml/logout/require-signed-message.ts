import type { KeyObject } from 'node:crypto';
import { decodePost } from '../bindings/post';
import { decodeRedirect } from '../bindings/redirect';
import { findQueryParameter } from '../bindings/redirect-query';
import { malformed } from '../malformed';
import { parseMessage } from '../messages/parse-message';
import type { MessageName } from '../names';
import { SamlRefusal } from '../refusal';
import { findSignature, verifyEnveloped } from '../signature/verify-enveloped';
import { verifyRedirectQuery } from '../signature/verify-redirect';
import type { XmlElement } from '../xml/element';
import { say } from '../../sentences/sentence';

/** A logout message as the browser carried it. */
export type ReceivedMessage =
  | {
      readonly binding: 'redirect';
      /** What follows the question mark, as it came: the signature covers its octets. */
      readonly rawQuery: string;
    }
  | {
      readonly binding: 'post';
      /** The form field SAMLRequest or SAMLResponse. */
      readonly field: string;
    };

/**
 * Reads a message twice: as it came, to refuse what is none, and from what a trusted key signed, to be believed.
 * By HTTP-Redirect the signature covers the whole message, so both are the same.
 */
export function requireSignedMessage<T>(
  received: ReceivedMessage,
  name: MessageName,
  keys: readonly KeyObject[],
  read: (root: XmlElement) => T,
): T {
  if (received.binding === 'post') return readPosted(received.field, keys, read);
  const parameter = findQueryParameter(received.rawQuery, name);
  if (parameter === undefined) throw malformed(say`${name} in the query`, say`none`);
  const message = read(parseMessage(decodeRedirect(parameter)));
  verifyRedirectQuery(received.rawQuery, name, keys);
  return message;
}

function readPosted<T>(field: string, keys: readonly KeyObject[], read: (root: XmlElement) => T): T {
  const untrusted = parseMessage(decodePost(field));
  read(untrusted);
  const signature = findSignature(untrusted);
  if (!signature) {
    throw new SamlRefusal('saml.signature_missing', {
      expected: say`a Signature in <${untrusted.localName}>`,
      actual: say`none`,
      hint: say`Switch on signing of logout messages at the IdP.`,
    });
  }
  return read(verifyEnveloped(untrusted, signature, keys).root);
}
