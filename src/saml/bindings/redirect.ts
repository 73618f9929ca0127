import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeBase64 } from '../base64';
import { MESSAGE_BYTES } from '../limits';
import { malformed, orMalformed } from '../malformed';
import { decodeUtf8 } from '../xml/parse-xml';
import { say } from '../../sentences/sentence';

/** Of the query parameter, percent-decoded. */
const PARAMETER_LIMIT = 64 * 1024;
const UTF8_MESSAGE = say`a SAML message in UTF-8`;

/** A message is a kilobyte or two: to set up what zlib would need for longer texts, a quarter of a megabyte, takes longer than to compress it. */
const COMPRESSOR = { windowBits: 11, memLevel: 5, chunkSize: 2048 };

/** saml-bindings 3.4.4.1: DEFLATE without zlib's header, then Base64; percent-encoding is the query's. */
export function encodeRedirect(xml: string): string {
  return deflateRawSync(Buffer.from(xml, 'utf8'), COMPRESSOR).toString('base64');
}

/** @param parameter SAMLRequest or SAMLResponse, percent-decoded */
export function decodeRedirect(parameter: string): string {
  if (parameter === '') throw malformed(say`a SAML message in the query`, say`an empty parameter`);
  if (parameter.length > PARAMETER_LIMIT) {
    throw malformed(
      say`a query parameter of at most ${PARAMETER_LIMIT} characters`,
      say`${parameter.length} characters`,
    );
  }
  const deflated = decodeBase64(parameter);
  if (!deflated) {
    throw malformed(
      say`a deflated SAML message in Base64 (saml-bindings 3.4.4.1)`,
      say`characters or padding that are not Base64`,
      say`Percent-encode the parameter once, the plus signs of its Base64 too.`,
    );
  }
  const bytes = inflate(deflated);
  return orMalformed(UTF8_MESSAGE, () => decodeUtf8(bytes));
}

function inflate(deflated: Buffer): Buffer {
  try {
    return inflateRawSync(deflated, { maxOutputLength: MESSAGE_BYTES });
  } catch {
    throw malformed(
      say`a raw DEFLATE stream of a message of at most ${MESSAGE_BYTES} bytes`,
      say`one that is broken, cut or larger, or no DEFLATE at all`,
      say`HTTP-Redirect compresses the message without a zlib header (saml-bindings 3.4.4.1).`,
    );
  }
}
