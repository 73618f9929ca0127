import type { IdpTrust } from '../idp-trust/idp-trust.service';
import { writeAuthnRequest } from '../saml/messages/authn-request';
import { BINDING } from '../saml/names';
import type { SpKey } from '../sp-keys/sp-keys.service';
import { type CarriedMessage, carryMessage } from './carry-message';
import { findLoginHint, withLoginHint } from './login-hint';
import { LoginRefusal } from './login-refusal';
import type { LoginTrust } from './login-trust';
import { listed, say } from '../sentences/sentence';

type SsoService = IdpTrust['ssoServices'][number];

/** What varies from one login to the next. */
export interface NewAuthnRequest {
  readonly id: string;
  readonly issueInstant: Date;
  readonly relayState: string;
  /** Whom the user said he was, as it came in a query: anything at all. */
  readonly loginHint?: string | undefined;
  /** The user is to show anew that it is he, whatever the tenant's settings say. */
  readonly isForced?: boolean | undefined;
  /** Null: it goes unsigned. */
  readonly signer: SpKey | null;
}

/** Writes the AuthnRequest (saml-core 3.4.1) and packs it as the tenant's settings and the IdP's metadata say. */
export function carryAuthnRequest(request: NewAuthnRequest, trust: LoginTrust): CarriedMessage {
  const { binding, location } = chooseSsoService(trust);
  const { saml } = trust.tenant;
  const xml = writeAuthnRequest({
    id: request.id,
    issueInstant: request.issueInstant,
    destination: location,
    acsUrl: trust.sp.acsUrl,
    issuer: trust.sp.entityId,
    forceAuthn: saml.forceAuthn || request.isForced === true,
    isPassive: saml.isPassive && request.isForced !== true,
    providerName: saml.providerName,
    nameIdFormat: saml.nameIdFormat,
    authnContextClassRefs: saml.authnContextClassRefs,
  });
  const route = { binding, location, relayState: request.relayState };
  const carried = carryMessage('SAMLRequest', xml, route, request.signer);
  return withLoginHint(carried, findLoginHint(request.loginHint, trust.tenant, location));
}

export function areRequestsSigned({ tenant, idp }: LoginTrust): boolean {
  const { signAuthnRequests } = tenant.saml;
  return signAuthnRequests === 'always' || (signAuthnRequests === 'auto' && idp.wantAuthnRequestsSigned);
}

/** @throws LoginRefusal where the IdP offers neither binding that a browser can carry */
function chooseSsoService(trust: LoginTrust): SsoService {
  const service = findSsoService(trust);
  if (service) return service;
  throw new LoginRefusal('idp.not_configured', {
    expected: say`a SingleSignOnService by HTTP-Redirect or HTTP-POST in the metadata of the IdP`,
    actual:
      trust.idp.ssoServices.length === 0
        ? say`none`
        : listed(trust.idp.ssoServices.map(({ binding }) => binding)),
    hint: say`Begin at the IdP, or upload metadata that names such an address.`,
  });
}

/** `auto` prefers HTTP-Redirect. */
export function findSsoService({ idp, tenant }: LoginTrust): SsoService | undefined {
  const wished =
    tenant.saml.requestBinding === 'post'
      ? [BINDING.post, BINDING.redirect]
      : [BINDING.redirect, BINDING.post];
  for (const binding of wished) {
    const service = idp.ssoServices.find((candidate) => candidate.binding === binding);
    if (service) return service;
  }
  return undefined;
}
