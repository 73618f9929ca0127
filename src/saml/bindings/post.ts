import { decodeBase64 } from '../base64';
import { MESSAGE_BYTES } from '../limits';
import { malformed, orMalformed } from '../malformed';
import { decodeUtf8 } from '../xml/parse-xml';

/** saml-bindings 3.5.4: the message as it is, in Base64, not compressed. */
export function encodePost(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

/** @param field the form field SAMLRequest or SAMLResponse */
export function decodePost(field: string): string {
  if (field === '') throw malformed('a SAML message in Base64', 'an empty form field');
  if (field.length > MESSAGE_BYTES) {
    throw malformed(`a form field of at most ${MESSAGE_BYTES} characters`, `${field.length} characters`);
  }
  const bytes = decodeBase64(field);
  if (!bytes) {
    throw malformed(
      'a SAML message in Base64 (saml-bindings 3.5.4)',
      'characters or padding that are not Base64',
      'Post the form field as the IdP wrote it, form-encoded once.',
    );
  }
  return orMalformed('a SAML message in UTF-8', () => decodeUtf8(bytes));
}
