import { SamlRefusal } from '../refusal';
import { say } from '../../sentences/sentence';

/** saml-core 3.2.1, 3.2.2: where a signed message says that it goes, or it could be carried elsewhere. Compared octet for octet. */
export function checkDestination(destination: string | undefined, expected: string): void {
  if (destination === expected) return;
  throw new SamlRefusal('saml.destination_mismatch', {
    expected: say`Destination ${expected}`,
    actual:
      destination === undefined ? say`a signed message without Destination` : say`Destination ${destination}`,
    hint: say`Set the IdP's address for this application (ACS, reply, single sign-on or logout URL) to the expected one.`,
  });
}
