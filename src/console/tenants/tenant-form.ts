import type { SamlSettings } from '../../tenants/saml-settings';
import type { TenantDto } from '../../tenants/tenant.dto';

type Fields = Readonly<Record<string, string>>;

/** How the fields of the form begin. */
export function fieldsOf(tenant: TenantDto): Record<string, string | undefined> {
  const { displayName, domainAlias, auxiliaryDomain, idpInitiatedLogin, sessionTtlSeconds, saml } = tenant;
  return {
    displayName: displayName ?? undefined,
    domainAlias: domainAlias ?? undefined,
    auxiliaryDomain: auxiliaryDomain ?? undefined,
    idpInitiatedLogin,
    sessionTtlSeconds: sessionTtlSeconds === null ? undefined : String(sessionTtlSeconds),
    loginNetworkMasks: tenant.loginNetworkMasks.join('\n'),
    ...samlFieldsOf(saml),
  };
}

function samlFieldsOf(saml: SamlSettings): Record<string, string | undefined> {
  const names = Object.keys(saml) as (keyof SamlSettings)[];
  return Object.fromEntries(names.map((name) => [`saml.${name}`, shown(saml[name])]));
}

/** The body of the API that the fields mean; what can not be right is left for its rules to refuse. */
export function toTenantPatch(fields: Fields): Record<string, unknown> {
  return {
    displayName: fields.displayName ?? null,
    domainAlias: fields.domainAlias ?? null,
    auxiliaryDomain: fields.auxiliaryDomain ?? null,
    idpInitiatedLogin: fields.idpInitiatedLogin,
    sessionTtlSeconds: numberOf(fields.sessionTtlSeconds),
    loginNetworkMasks: wordsOf(fields.loginNetworkMasks),
    saml: toSamlPatch(fields),
  };
}

const TEXTS = ['providerName', 'nameIdFormat', 'userNameAttribute'];
const CHOICES = ['signAuthnRequests', 'requestBinding', 'loginHint', 'assertionEncryption', 'userNameForm'];
const TICKS = ['forceAuthn', 'isPassive', 'refuseCbcEncryption', 'signMetadata'];

function toSamlPatch(fields: Fields): Record<string, unknown> {
  const of = (names: readonly string[], read: (name: string) => unknown) =>
    Object.fromEntries(names.map((name) => [name, read(`saml.${name}`)] as const));
  return {
    ...of(TEXTS, (name) => fields[name] ?? null),
    ...of(CHOICES, (name) => fields[name]),
    ...of(TICKS, (name) => isTicked(fields, name)),
    authnContextClassRefs: wordsOf(fields['saml.authnContextClassRefs']),
    keepRefusedLogins: answerOf(fields['saml.keepRefusedLogins']),
  };
}

function shown(value: SamlSettings[keyof SamlSettings]): string | undefined {
  if (value === null) return undefined;
  return isList(value) ? value.join('\n') : String(value);
}

function isTicked(fields: Fields, name: string): boolean {
  return fields[name] === 'on';
}

/** Chosen, and no tick: a form without the field changes nothing, and deletes nothing that is kept. */
function answerOf(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function numberOf(text: string | undefined): number | string | null {
  if (text === undefined) return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function wordsOf(text = ''): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function isList(value: SamlSettings[keyof SamlSettings]): value is readonly string[] {
  return Array.isArray(value);
}
