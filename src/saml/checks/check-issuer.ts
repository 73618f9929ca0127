import { SamlRefusal } from '../refusal';
import { say } from '../../sentences/sentence';

/** saml-core 2.2.5, 3.2.2: who speaks must be the IdP whose keys were asked. Compared as it stands, octet for octet. */
export function checkIssuer(issuer: string | undefined, expected: string): void {
  if (issuer === expected) return;
  throw new SamlRefusal('saml.issuer_mismatch', {
    expected: say`Issuer ${expected}`,
    actual: issuer === undefined ? say`no Issuer` : say`Issuer ${issuer}`,
    hint: say`Upload the metadata of the IdP that sent this, or correct the IdP's entityID (issuer) setting.`,
  });
}
