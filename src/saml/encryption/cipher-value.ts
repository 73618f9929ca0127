import { decodeBase64 } from '../base64';
import { malformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { requireChild, textOf } from '../xml/read-element';
import { say } from '../../sentences/sentence';

/** The bytes of an EncryptedData or EncryptedKey; a CipherReference is never followed. */
export function readCipherValue(encrypted: XmlElement): Buffer {
  const cipherData = requireChild(encrypted, NS.encryption, 'CipherData');
  const bytes = decodeBase64(textOf(requireChild(cipherData, NS.encryption, 'CipherValue')));
  if (bytes === undefined)
    throw malformed(say`a CipherValue in Base64`, say`characters or padding that are not Base64`);
  return bytes;
}
