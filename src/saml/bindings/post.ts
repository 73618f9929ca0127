import { decodeBase64 } from '../base64';
import { MESSAGE_BYTES } from '../limits';
import { malformed, orMalformed } from '../malformed';
import { decodeUtf8 } from '../xml/parse-xml';
import { say } from '../../sentences/sentence';

/** saml-bindings 3.5.4: the message as it is, in Base64, not compressed. */
export function encodePost(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

const UTF8_MESSAGE = say`a SAML message in UTF-8`;

/** @param field the form field SAMLRequest or SAMLResponse */
export function decodePost(field: string): string {
  if (field === '') throw malformed(say`a SAML message in Base64`, say`an empty form field`);
  if (field.length > MESSAGE_BYTES) {
    throw malformed(
      say`a form field of at most ${MESSAGE_BYTES} characters`,
      say`${field.length} characters`,
    );
  }
  const bytes = decodeBase64(field);
  if (!bytes) {
    throw malformed(
      say`a SAML message in Base64 (saml-bindings 3.5.4)`,
      say`characters or padding that are not Base64`,
      say`Post the form field as the IdP wrote it, form-encoded once.`,
    );
  }
  return orMalformed(UTF8_MESSAGE, () => decodeUtf8(bytes));
}
