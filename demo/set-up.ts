import type { RestClient } from './rest-client';
import type { Narrator } from './narrator';

export interface Addresses {
  readonly service: string;
  readonly identityProvider: string;
}

interface Tenant {
  readonly alias: string;
  readonly defaultDomain: string;
  readonly sp: { readonly metadataUrl: string };
}

/** Steps 3 to 6: what an integrator does, by the public API alone. */
export async function setUpTenant(
  rest: RestClient,
  say: Narrator,
  { service, identityProvider }: Addresses,
): Promise<Tenant> {
  const api = `${service}/api/v1`;

  say.step('Create the tenant “demo”, a cloud account');
  const json = { alias: 'demo', displayName: 'Example Corp' };
  const tenant = (await rest.callApi({ method: 'POST', url: `${api}/tenants`, json })) as Tenant;
  say.result(`its RAM users are <userName>@${tenant.defaultDomain}`);

  say.step('Give the service’s SAML metadata to the identity provider');
  const spMetadata = await rest.callOpenly({ method: 'GET', url: tenant.sp.metadataUrl, xmlFile: 'sp.xml' });
  const registration = `${identityProvider}/service-providers?nameIdDomain=${tenant.defaultDomain}`;
  await rest.callOpenly({ method: 'POST', url: registration, xml: spMetadata, xmlFile: 'sp.xml' });
  say.result('it knows now where to send assertions, and whose signature requests carry');

  say.step('Give the identity provider’s metadata to the tenant');
  const metadataUrl = `${identityProvider}/metadata`;
  const idpMetadata = await rest.callOpenly({ method: 'GET', url: metadataUrl, xmlFile: 'idp.xml' });
  const upload = {
    method: 'PUT',
    url: `${api}/tenants/demo/idp`,
    xml: idpMetadata,
    xmlFile: 'idp.xml',
  } as const;
  const trust = (await rest.callApi(upload)) as {
    signingCertificates: readonly { sha256Fingerprint: string }[];
  };
  say.result(
    `assertions are believed if signed by ${trust.signingCertificates[0]?.sha256Fingerprint.slice(0, 16) ?? ''}…`,
  );

  say.step('Create the RAM users alice and bob');
  for (const [userName, displayName] of Object.entries({ alice: 'Alice Ngo', bob: 'Bob Okafor' })) {
    const user = await rest.callApi({
      method: 'POST',
      url: `${api}/tenants/demo/users`,
      json: { userName, displayName },
    });
    say.result((user as { userPrincipalName: string }).userPrincipalName);
  }
  return tenant;
}
