import { decryptElement } from '../encryption/decrypt';
import { malformed } from '../malformed';
import { requireElement } from '../messages/message-header';
import { parseMessage } from '../messages/parse-message';
import { readResponse, type UntrustedResponse } from '../messages/response';
import { NS } from '../names';
import { SamlRefusal } from '../refusal';
import { findSignature, type VerifiedXml, verifyEnveloped } from '../signature/verify-enveloped';
import type { XmlElement } from '../xml/element';
import type { Envelope, ReceivedResponse } from './check-envelope';
import type { LoginExpectations } from './expectations';
import type { SignaturePlace } from './verified-login';
import { say } from '../../sentences/sentence';

export interface SignedAssertion {
  /** A parse of bytes that a trusted key signed; of what they decrypt to, where they are an EncryptedAssertion in a signed Response. */
  readonly assertion: XmlElement;
  readonly envelope: Envelope;
  /** The assertion's own where it has one. */
  readonly signature: VerifiedXml;
  readonly signaturePlace: SignaturePlace;
}

/**
 * Gives the one assertion as a trusted key signed it: by its own signature, or by the Response's around it; where both are there
 * both must hold. Where the Response is signed, that is checked before anything is decrypted.
 */
export function requireSignedAssertion(
  received: ReceivedResponse,
  expected: LoginExpectations,
): SignedAssertion {
  expected.progress?.began('one_assertion');
  checkOneAssertion(received.response, expected);
  expected.progress?.began('signature');
  const signedResponse = verifyWhereSigned(received.root, expected);
  return signedResponse
    ? inSignedResponse(received.response, signedResponse, expected)
    : inUnsignedResponse(received.response, expected);
}

function inSignedResponse(
  untrusted: UntrustedResponse,
  signedResponse: VerifiedXml,
  expected: LoginExpectations,
): SignedAssertion {
  const envelope: Envelope = { response: readResponse(signedResponse.root), isSigned: true };
  const covered = envelope.response.assertions[0] ?? decryptAssertion(envelope.response, expected);
  // A signature of its own is checked where the assertion came in: its PrefixList may name what is declared around it.
  const own = verifyWhereSigned(untrusted.assertions[0] ?? covered, expected);
  const signature = own ?? signedResponse;
  return { assertion: own?.root ?? covered, envelope, signature, signaturePlace: own ? 'both' : 'response' };
}

function inUnsignedResponse(response: UntrustedResponse, expected: LoginExpectations): SignedAssertion {
  const [plain] = response.assertions;
  const signature = plain ? requireOwnSignature(plain, expected) : openUnsigned(response, expected);
  const envelope: Envelope = { response, isSigned: false };
  return { assertion: signature.root, envelope, signature, signaturePlace: 'assertion' };
}

function checkOneAssertion(response: UntrustedResponse, expected: LoginExpectations): void {
  const plain = response.assertions.length;
  const encrypted = response.encryptedAssertions.length;
  if (plain + encrypted !== 1) {
    const hint = say`The IdP must send one.`;
    throw malformed(say`exactly one Assertion or EncryptedAssertion`, say`${plain} and ${encrypted}`, hint);
  }
  if (encrypted === 1 && !expected.decryption) {
    throw malformed(
      say`a plain Assertion, since saml.assertionEncryption is off`,
      say`an EncryptedAssertion`,
      say`Switch encryption off at the IdP, or set the tenant's saml.assertionEncryption to optional.`,
    );
  }
  if (plain === 1 && expected.isEncryptionRequired) {
    throw malformed(
      say`an EncryptedAssertion, since saml.assertionEncryption is required`,
      say`a plain Assertion`,
      say`Switch encryption on at the IdP with the encryption key of our SP metadata.`,
    );
  }
}

function verifyWhereSigned(element: XmlElement, { keys }: LoginExpectations): VerifiedXml | undefined {
  const signature = findSignature(element);
  return signature && verifyEnveloped(element, signature, keys);
}

function requireOwnSignature(assertion: XmlElement, expected: LoginExpectations): VerifiedXml {
  const own = verifyWhereSigned(assertion, expected);
  if (own) return own;
  throw new SamlRefusal('saml.signature_missing', {
    expected: say`a signature on the Assertion or on the Response`,
    actual: say`neither is signed`,
    hint: say`Switch on signing of assertions at the IdP.`,
  });
}

function decryptAssertion(response: UntrustedResponse, { decryption }: LoginExpectations): XmlElement {
  const [encrypted] = response.encryptedAssertions;
  if (!encrypted || !decryption) throw malformed(say`an EncryptedAssertion and a key for it`, say`none`);
  const root = parseMessage(decryptElement(encrypted, decryption));
  requireElement(root, NS.assertion, 'Assertion');
  return root;
}

/** Every failure in here is one and the same answer: told apart, they would decrypt for whoever asks often enough. */
function openUnsigned(response: UntrustedResponse, expected: LoginExpectations): VerifiedXml {
  try {
    return requireOwnSignature(decryptAssertion(response, expected), expected);
  } catch (cause) {
    if (!(cause instanceof SamlRefusal)) throw cause;
    throw new SamlRefusal(
      'saml.malformed',
      {
        expected: say`an EncryptedAssertion that opens with our key and holds an Assertion signed by the IdP`,
        actual: say`one that does not`,
        hint: say`Import our SP metadata into the IdP anew, and see that it signs assertions. The service log has the cause.`,
      },
      { cause },
    );
  }
}
