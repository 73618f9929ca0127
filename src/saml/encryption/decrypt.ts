import type { KeyObject } from 'node:crypto';
import { malformed, orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { decodeUtf8 } from '../xml/parse-xml';
import { attribute, findChild, findChildren, requireChild } from '../xml/read-element';
import { readCipherValue } from './cipher-value';
import { type AcceptedCiphers, decryptContent, readContentCipher } from './content-cipher';
import { unwrapKey } from './unwrap-key';
import { say } from '../../sentences/sentence';

export interface DecryptionKeys extends AcceptedCiphers {
  /** RSA private keys; more than one while they are rolled over. */
  readonly keys: readonly KeyObject[];
}

const TYPE_ELEMENT = `${NS.encryption}Element`;

/**
 * The XML text inside an EncryptedAssertion or EncryptedID (saml-core 2.2.4, 2.3.4). Decrypting vouches for nothing:
 * anybody can encrypt to us.
 * @throws SamlRefusal `saml.malformed`; the caller answers all of them alike where the sender is not known yet.
 */
export function decryptElement(encrypted: XmlElement, decryption: DecryptionKeys): string {
  return orMalformed(say`an ${encrypted.localName} that can be decrypted`, () => {
    const encryptedData = requireChild(encrypted, NS.encryption, 'EncryptedData');
    const type = attribute(encryptedData, 'Type') ?? TYPE_ELEMENT;
    if (type !== TYPE_ELEMENT) throw malformed(say`EncryptedData of Type ${TYPE_ELEMENT}`, say`${type}`);
    const cipher = readContentCipher(encryptedData, decryption);
    const content = readCipherValue(encryptedData);
    const key = unwrapKey(findEncryptedKey(encrypted, encryptedData), decryption.keys, cipher.keyBytes);
    return decodeUtf8(decryptContent(cipher, key, content));
  });
}

/** One key for one reader: inside the KeyInfo of the data, or beside the data, as saml-core 2.2.4 allows. */
function findEncryptedKey(encrypted: XmlElement, encryptedData: XmlElement): XmlElement {
  const keyInfo = findChild(encryptedData, NS.signature, 'KeyInfo');
  const [found, ...more] = [keyInfo, encrypted].flatMap((parent) =>
    parent ? findChildren(parent, NS.encryption, 'EncryptedKey') : [],
  );
  if (found === undefined || more.length > 0) {
    throw malformed(
      say`one EncryptedKey in the KeyInfo of the EncryptedData or beside it`,
      found === undefined ? say`none` : say`${more.length + 1}`,
      say`The IdP must encrypt for this service provider alone.`,
    );
  }
  return found;
}
