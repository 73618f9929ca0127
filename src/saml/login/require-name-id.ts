import { decryptElement } from '../encryption/decrypt';
import { malformed } from '../malformed';
import type { AssertionFacts } from '../messages/assertion';
import { type NameId, readNameId } from '../messages/name-id';
import { parseMessage } from '../messages/parse-message';
import { SamlRefusal } from '../refusal';
import { strip } from '../white-space';
import type { LoginExpectations } from './expectations';

/** saml-core 2.4.1: the subject's one name, read whole. */
export function requireNameId(assertion: AssertionFacts, expected: LoginExpectations): NameId {
  const nameId = assertion.nameId ?? decryptNameId(assertion, expected);
  const value = nameId && strip(nameId.value);
  if (nameId && value) return { ...nameId, value };
  throw new SamlRefusal('saml.nameid_missing', {
    expected: 'a NameID of the form <userName>@<domain>',
    actual: nameId ? 'an empty NameID' : 'a Subject without NameID',
    hint: "Map the user's principal name (often the e-mail address) to NameID at the IdP.",
  });
}

function decryptNameId({ encryptedId }: AssertionFacts, expected: LoginExpectations): NameId | undefined {
  if (!encryptedId) return undefined;
  if (expected.assertionEncryption === 'off') {
    throw malformed(
      'a plain NameID, since saml.assertionEncryption is off',
      'an EncryptedID',
      "Switch encryption off at the IdP, or set the tenant's saml.assertionEncryption to optional.",
    );
  }
  const keys = { keys: expected.decryptionKeys, refuseCbc: expected.refuseCbcEncryption };
  return readNameId(parseMessage(decryptElement(encryptedId, keys)));
}
