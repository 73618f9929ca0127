import { orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { attribute, findChildren } from '../xml/read-element';
import { type MessageHeader, readHeader, requireElement } from './message-header';
import { readStatus, type Status } from './status';
import { say } from '../../sentences/sentence';

/** A Response as it came: that it was read says nothing about who wrote it. */
export interface UntrustedResponse extends MessageHeader {
  readonly inResponseTo: string | undefined;
  readonly status: Status;
  /** Children of the Response alone: an Assertion anywhere deeper is none of its. */
  readonly assertions: readonly XmlElement[];
  readonly encryptedAssertions: readonly XmlElement[];
}

const A_RESPONSE = say`a Response as saml-core 3.3.3 has it`;

/** saml-core 3.3.3. */
export function readResponse(root: XmlElement): UntrustedResponse {
  return orMalformed(A_RESPONSE, () => {
    requireElement(root, NS.protocol, 'Response');
    // Field by field, here and wherever a login passes: to a copy by `...` that grows the engine gives a new shape each time, for 5 µs.
    const { id, issueInstant, destination, issuer } = readHeader(root);
    return {
      id,
      issueInstant,
      destination,
      issuer,
      inResponseTo: attribute(root, 'InResponseTo'),
      status: readStatus(root),
      assertions: findChildren(root, NS.assertion, 'Assertion'),
      encryptedAssertions: findChildren(root, NS.assertion, 'EncryptedAssertion'),
    };
  });
}
