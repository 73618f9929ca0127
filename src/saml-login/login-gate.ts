import { isInNetworks } from '../tenants/network-masks';
import { isSsoOn } from '../tenants/sso-trial';
import type { LoginTenant } from '../tenants/tenants.service';
import { LoginRefusal } from './login-refusal';
import type { LoginGate } from './tenant-strategies';
import { listed, say } from '../sentences/sentence';

type TrustedGate = Extract<LoginGate, { readonly trust: object }>;

export function requireTrust(gate: LoginGate): TrustedGate {
  if (gate.trust) return gate;
  throw trustMissing();
}

export function trustMissing(): LoginRefusal {
  return new LoginRefusal('idp.not_configured', {
    expected: say`the metadata of the identity provider`,
    actual: say`none was uploaded yet`,
    hint: say`Upload the IdP's metadata with PUT /api/v1/tenants/{alias}/idp.`,
  });
}

/** Single sign-on is switched on, and the browser is inside the tenant's networks. */
export function checkOpen(tenant: LoginTenant, ip: string, now: Date): void {
  const closed = findClosure(tenant, ip, now);
  if (closed) throw closed;
}

/** Why nobody may sign in, or not from there; undefined where one may. */
export function findClosure(tenant: LoginTenant, ip: string, now: Date): LoginRefusal | undefined {
  if (!isSsoOn(tenant, now)) return ssoDisabled(tenant);
  if (isInNetworks(ip, tenant.loginNetworkMasks)) return undefined;
  return new LoginRefusal('sso.network_forbidden', {
    expected: say`an address inside ${listed(tenant.loginNetworkMasks)}`,
    actual: say`${ip}`,
    hint: say`Sign in from the enterprise's network, or widen the tenant's loginNetworkMasks.`,
  });
}

function ssoDisabled({ ssoTrialEndsAt }: LoginTenant): LoginRefusal {
  return new LoginRefusal('sso.disabled', {
    expected: say`ssoEnabled to be true`,
    actual: ssoTrialEndsAt ? say`false; its trial ended at ${ssoTrialEndsAt.toISOString()}` : say`false`,
    hint: say`Switch single sign-on on in the last step of the set-up in the console, or with PATCH /api/v1/tenants/{alias}; POST .../sso/trial tries it out.`,
  });
}
