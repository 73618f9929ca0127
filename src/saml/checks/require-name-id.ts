import { type DecryptionKeys, decryptElement } from '../encryption/decrypt';
import { malformed } from '../malformed';
import { type NameId, readNameId, type SubjectName } from '../messages/name-id';
import { parseMessage } from '../messages/parse-message';
import { SamlRefusal } from '../refusal';
import { strip } from '../white-space';
import { say } from '../../sentences/sentence';

/**
 * saml-core 2.4.1, 3.7.1: the one name, read whole, stripped of white space around it.
 * @param decryption undefined: an EncryptedID is refused
 */
export function requireNameId(name: SubjectName, decryption: DecryptionKeys | undefined): NameId {
  const nameId = name.nameId ?? decryptNameId(name.encryptedId, decryption);
  const value = nameId && strip(nameId.value);
  if (nameId && value) return { ...nameId, value };
  throw new SamlRefusal('saml.nameid_missing', {
    expected: say`a NameID of the form <userName>@<domain>`,
    actual: nameId ? say`an empty NameID` : say`none`,
    hint: say`Map the user's principal name (often the e-mail address) to NameID at the IdP.`,
  });
}

function decryptNameId(
  encryptedId: SubjectName['encryptedId'],
  decryption: DecryptionKeys | undefined,
): NameId | undefined {
  if (!encryptedId) return undefined;
  if (!decryption) {
    throw malformed(
      say`a plain NameID, since saml.assertionEncryption is off`,
      say`an EncryptedID`,
      say`Switch encryption off at the IdP, or set the tenant's saml.assertionEncryption to optional.`,
    );
  }
  return readNameId(parseMessage(decryptElement(encryptedId, decryption)));
}
