import { readPrincipalName, writePrincipalName } from '../principal-names/principal-name';
import type { LoginTenant } from '../tenants/tenants.service';
import type { CarriedMessage } from './carry-message';

export interface LoginHint {
  readonly name: string;
  readonly value: string;
}

interface KnownIdp {
  readonly parameter: string;
  /** A host; from a dot on, all hosts below that domain. */
  readonly hosts: readonly string[];
}

/** SAML itself has no hint: a parameter of the SSO address, named as each vendor's users are told (docs/guides/any-idp.md). */
const KNOWN_IDPS: readonly KnownIdp[] = [
  {
    parameter: 'login_hint',
    hosts: [
      'login.microsoftonline.com',
      'login.microsoftonline.us',
      'login.partner.microsoftonline.cn',
      'sts.windows.net',
      'accounts.google.com',
    ],
  },
  {
    parameter: 'LoginHint',
    hosts: ['.okta.com', '.oktapreview.com', '.okta-emea.com', '.okta-gov.com', '.okta.mil'],
  },
];
const COMMON_PARAMETER = 'login_hint';

/**
 * @param entered what a query says that the user's name is: passed on only where it is a logon name of this tenant
 * @param location the IdP's SSO address
 */
export function findLoginHint(
  entered: string | undefined,
  tenant: Pick<LoginTenant, 'saml' | 'domains'>,
  location: string,
): LoginHint | undefined {
  if (entered === undefined || tenant.saml.loginHint === 'never') return undefined;
  const { userName, domain } = readPrincipalName(entered);
  if (userName === undefined || domain === undefined || !tenant.domains.includes(domain)) return undefined;
  const known = findKnown(new URL(location).hostname);
  const name = known?.parameter ?? (tenant.saml.loginHint === 'always' ? COMMON_PARAMETER : undefined);
  return name === undefined ? undefined : { name, value: writePrincipalName(userName, domain) };
}

/**
 * Behind everything else, so that it stands neither among the octets that a Redirect's signature covers (saml-bindings 3.4.4.1)
 * nor between them for those who take the query as it came.
 */
export function withLoginHint(carried: CarriedMessage, hint: LoginHint | undefined): CarriedMessage {
  if (hint === undefined) return carried;
  if (carried.kind === 'redirect') return { kind: 'redirect', url: appendTo(carried.url, hint) };
  return { kind: 'form', form: { ...carried.form, action: appendTo(carried.form.action, hint) } };
}

function findKnown(host: string): KnownIdp | undefined {
  return KNOWN_IDPS.find(({ hosts }) =>
    hosts.some((known) => (known.startsWith('.') ? host.endsWith(known) : host === known)),
  );
}

function appendTo(address: string, { name, value }: LoginHint): string {
  return `${address}${address.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
}
