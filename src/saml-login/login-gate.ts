import { isInNetworks } from '../tenants/network-masks';
import { isSsoOn } from '../tenants/sso-trial';
import type { LoginTenant } from '../tenants/tenants.service';
import { LoginRefusal } from './login-refusal';
import type { LoginGate } from './tenant-strategies';

type TrustedGate = Extract<LoginGate, { readonly trust: object }>;

export function requireTrust(gate: LoginGate): TrustedGate {
  if (gate.trust) return gate;
  throw trustMissing();
}

export function trustMissing(): LoginRefusal {
  return new LoginRefusal('idp.not_configured', {
    expected: 'the metadata of the identity provider',
    actual: 'none was uploaded yet',
    hint: "Upload the IdP's metadata with PUT /api/v1/tenants/{alias}/idp.",
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
    expected: `an address inside ${tenant.loginNetworkMasks.join(', ')}`,
    actual: ip,
    hint: "Sign in from the enterprise's network, or widen the tenant's loginNetworkMasks.",
  });
}

function ssoDisabled({ ssoTrialEndsAt }: LoginTenant): LoginRefusal {
  const ended = ssoTrialEndsAt ? `; its trial ended at ${ssoTrialEndsAt.toISOString()}` : '';
  return new LoginRefusal('sso.disabled', {
    expected: 'ssoEnabled to be true',
    actual: `false${ended}`,
    hint: 'Switch single sign-on on with PATCH /api/v1/tenants/{alias}, or try it out with POST .../sso/trial.',
  });
}
