/** The URLs by which an IdP knows a tenant; built on BASE_URL alone, never on what a request claims to have asked for. */
export interface SpIdentity {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly metadataUrl: string;
  readonly loginUrl: string;
  readonly sloUrl: string;
}

export function spIdentity(baseUrl: string, alias: string): SpIdentity {
  const root = `${baseUrl}/saml/${alias}`;
  return {
    entityId: `${root}/metadata`,
    acsUrl: `${root}/acs`,
    metadataUrl: `${root}/metadata`,
    loginUrl: `${root}/login`,
    sloUrl: `${root}/slo`,
  };
}
