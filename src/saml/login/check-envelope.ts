import { checkDestination } from '../checks/check-destination';
import { checkIssuer } from '../checks/check-issuer';
import { STATUS, STATUS_SUCCESS } from '../names';
import { parseMessage } from '../messages/parse-message';
import { readResponse, type UntrustedResponse } from '../messages/response';
import { SamlRefusal } from '../refusal';
import type { XmlElement } from '../xml/element';
import type { LoginExpectations } from './expectations';
import { type Sentence, say } from '../../sentences/sentence';

/** The Response around the assertion; `isSigned` says whether its own signature covers it. */
export interface Envelope {
  readonly response: UntrustedResponse;
  readonly isSigned: boolean;
}

export interface ReceivedResponse {
  readonly root: XmlElement;
  readonly response: UntrustedResponse;
}

/** Form, root and version. */
export function readUntrustedResponse(xml: string): ReceivedResponse {
  const root = parseMessage(xml);
  return { root, response: readResponse(root) };
}

/** Issuer and Destination of the Response. Signed, both must be there (saml-profiles 4.1.4.2, saml-bindings 3.5.5.2); unsigned, they can only refuse. */
export function checkEnvelope({ response, isSigned }: Envelope, expected: LoginExpectations): Envelope {
  if (isSigned) checkStatus(response);
  expected.progress?.began('response_issuer');
  if (isSigned || response.issuer !== undefined) checkIssuer(response.issuer, expected.issuer);
  expected.progress?.began('destination');
  if (isSigned || response.destination !== undefined) checkDestination(response.destination, expected.acsUrl);
  return { response, isSigned };
}

/** The second-level codes that answer what this tenant's settings ask for (saml-core 3.2.2.2). */
const CAUSES: ReadonlyMap<string, Sentence> = new Map([
  [
    STATUS.noPassive,
    say`saml.isPassive of the tenant forbids the IdP to ask the user anything, and it would have had to: set it to false, or have the user sign in there first.`,
  ],
  [
    STATUS.invalidNameIdPolicy,
    say`saml.nameIdFormat of the tenant asks for a format that the IdP does not make: set it to null. Where it is, the user may lack what his NameID is made of (in Keycloak, an e-mail address).`,
  ],
  [
    STATUS.noAuthnContext,
    say`saml.authnContextClassRefs of the tenant ask for a way of signing in that the IdP lacks: leave it empty.`,
  ],
]);
const UNKNOWN_CAUSE = say`The IdP refused: its own log says why, often because the user is not assigned to this application.`;

/** saml-core 3.2.2.2: the top-level code decides. */
export function checkStatus(response: UntrustedResponse): void {
  const [topLevel, ...below] = response.status.codes;
  if (topLevel === STATUS_SUCCESS) return;
  const { message } = response.status;
  const codes = [topLevel, ...below].join(' / ');
  throw new SamlRefusal('saml.status_not_success', {
    expected: say`Status ${STATUS_SUCCESS}`,
    actual: message === undefined ? say`${codes}` : say`${codes} (${message})`,
    hint: below.map((code) => CAUSES.get(code)).find((cause) => cause !== undefined) ?? UNKNOWN_CAUSE,
  });
}
