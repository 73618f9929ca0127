import { decryptElement } from '../encryption/decrypt';
import { malformed } from '../malformed';
import { parseMessage } from '../messages/parse-message';
import { readResponse, type UntrustedResponse } from '../messages/response';
import { NS } from '../names';
import { SamlRefusal } from '../refusal';
import { findSignature, verifyEnveloped } from '../signature/verify-enveloped';
import type { XmlElement } from '../xml/element';
import { isElement } from '../xml/read-element';
import type { Envelope, ReceivedResponse } from './check-envelope';
import type { LoginExpectations } from './expectations';

export interface SignedAssertion {
  /** A parse of bytes that a trusted key signed. */
  readonly assertion: XmlElement;
  readonly envelope: Envelope;
  readonly keyIndex: number;
  readonly signatureAlgorithm: string;
}

interface Signer {
  readonly keyIndex: number;
  readonly signatureAlgorithm: string;
}

interface SignedXml extends Signer {
  readonly root: XmlElement;
}

/**
 * Gives the one assertion as a trusted key signed it: by its own signature, or by the Response's around it; where both are there
 * both must hold. Where the Response is signed, that is checked before anything is decrypted.
 */
export function requireSignedAssertion(
  { root, response }: ReceivedResponse,
  expected: LoginExpectations,
): SignedAssertion {
  checkOneAssertion(response, expected);
  const signedResponse = verifyWhereSigned(root, expected);
  const envelope: Envelope = signedResponse
    ? { response: readResponse(signedResponse.root), isSigned: true }
    : { response, isSigned: false };

  const [plain] = response.assertions;
  if (plain)
    return { envelope, ...requireSigned(plain, signedResponse, envelope.response.assertions[0], expected) };
  if (!signedResponse) return { envelope, ...openUnsigned(response, expected) };
  const decrypted = decryptAssertion(envelope.response, expected);
  return { envelope, ...requireSigned(decrypted, signedResponse, decrypted, expected) };
}

function checkOneAssertion(response: UntrustedResponse, expected: LoginExpectations): void {
  const plain = response.assertions.length;
  const encrypted = response.encryptedAssertions.length;
  if (plain + encrypted !== 1) {
    throw malformed(
      'exactly one Assertion or EncryptedAssertion',
      `${plain} and ${encrypted}`,
      'The IdP must send one.',
    );
  }
  if (encrypted === 1 && expected.assertionEncryption === 'off') {
    throw malformed(
      'a plain Assertion, since saml.assertionEncryption is off',
      'an EncryptedAssertion',
      "Switch encryption off at the IdP, or set the tenant's saml.assertionEncryption to optional.",
    );
  }
  if (plain === 1 && expected.assertionEncryption === 'required') {
    throw malformed(
      'an EncryptedAssertion, since saml.assertionEncryption is required',
      'a plain Assertion',
      'Switch encryption on at the IdP with the encryption key of our SP metadata.',
    );
  }
}

function verifyWhereSigned(element: XmlElement, expected: LoginExpectations): SignedXml | undefined {
  const signature = findSignature(element);
  return signature && verifyEnveloped(element, signature, expected.keys);
}

/** @param covered the same assertion as the Response's signature vouches for it, where there is one */
function requireSigned(
  assertion: XmlElement,
  signedResponse: Signer | undefined,
  covered: XmlElement | undefined,
  expected: LoginExpectations,
): Omit<SignedAssertion, 'envelope'> {
  const own = verifyWhereSigned(assertion, expected);
  if (own) return { assertion: own.root, keyIndex: own.keyIndex, signatureAlgorithm: own.signatureAlgorithm };
  if (signedResponse && covered) {
    const { keyIndex, signatureAlgorithm } = signedResponse;
    return { assertion: covered, keyIndex, signatureAlgorithm };
  }
  throw new SamlRefusal('saml.signature_missing', {
    expected: 'a signature on the Assertion or on the Response',
    actual: 'neither is signed',
    hint: 'Switch on signing of assertions at the IdP.',
  });
}

function decryptAssertion(response: UntrustedResponse, expected: LoginExpectations): XmlElement {
  const [encrypted] = response.encryptedAssertions;
  if (!encrypted) throw malformed('an EncryptedAssertion', 'none', 'The IdP must send one.');
  const xml = decryptElement(encrypted, {
    keys: expected.decryptionKeys,
    refuseCbc: expected.refuseCbcEncryption,
  });
  const root = parseMessage(xml);
  const { localName } = root;
  if (isElement(root, NS.assertion, 'Assertion')) return root;
  const hint = 'The IdP must encrypt the Assertion.';
  throw malformed('an Assertion inside the EncryptedAssertion', `<${localName}>`, hint);
}

/** Every failure in here is one and the same answer: told apart, they would decrypt for whoever asks often enough. */
function openUnsigned(
  response: UntrustedResponse,
  expected: LoginExpectations,
): Omit<SignedAssertion, 'envelope'> {
  try {
    return requireSigned(decryptAssertion(response, expected), undefined, undefined, expected);
  } catch (cause) {
    if (!(cause instanceof SamlRefusal)) throw cause;
    throw new SamlRefusal(
      'saml.malformed',
      {
        expected: 'an EncryptedAssertion that opens with our key and holds an Assertion signed by the IdP',
        actual: 'one that does not',
        hint: 'Import our SP metadata into the IdP anew, and see that it signs assertions. The service log has the cause.',
      },
      { cause },
    );
  }
}
