import { mergePatch } from '../http/merge-patch';
import { readDomainName } from './domain-name';
import { readNetworkMask } from './network-masks';
import { DEFAULT_SAML_SETTINGS, type SamlSettings } from './saml-settings';
import type { IdpInitiatedLogin } from './tenant.entity';

/** All of a tenant that its administrators set. */
export interface TenantSettings {
  readonly displayName: string | null;
  readonly ssoEnabled: boolean;
  readonly domainAlias: string | null;
  readonly auxiliaryDomain: string | null;
  readonly idpInitiatedLogin: IdpInitiatedLogin;
  readonly sessionTtlSeconds: number | null;
  readonly loginNetworkMasks: readonly string[];
  readonly saml: SamlSettings;
}

/** A JSON Merge Patch (RFC 7396): what is absent stays, null goes back to the default. */
export type MergePatch<T> = { readonly [K in keyof T]?: T[K] | null | undefined };
export type TenantSettingsPatch = Omit<MergePatch<TenantSettings>, 'saml'> & {
  readonly saml?: MergePatch<SamlSettings> | null | undefined;
};

export const DEFAULT_TENANT_SETTINGS: TenantSettings = {
  displayName: null,
  ssoEnabled: true,
  domainAlias: null,
  auxiliaryDomain: null,
  idpInitiatedLogin: 'allowed',
  sessionTtlSeconds: null,
  loginNetworkMasks: [],
  saml: DEFAULT_SAML_SETTINGS,
};

/** Takes a patch whose fields are valid; domains and network masks come out in the form in which they are stored. */
export function applySettingsPatch(current: TenantSettings, patch: TenantSettingsPatch): TenantSettings {
  const merged = mergePatch(current, patch) as MergePatch<TenantSettings>;
  const settings = withDefaults(merged, DEFAULT_TENANT_SETTINGS);
  return {
    ...settings,
    domainAlias: storedDomain(settings.domainAlias),
    auxiliaryDomain: storedDomain(settings.auxiliaryDomain),
    loginNetworkMasks: settings.loginNetworkMasks.map((mask) => readNetworkMask(mask) ?? mask),
    saml: withDefaults(settings.saml, DEFAULT_SAML_SETTINGS),
  };
}

/** The paths of the fields that differ, `saml.forceAuthn` where it is one inside. */
export function changedFields(before: TenantSettings, after: TenantSettings): string[] {
  const { saml: samlBefore, ...outerBefore } = before;
  const { saml: samlAfter, ...outerAfter } = after;
  return [
    ...differing(outerBefore, outerAfter),
    ...differing(samlBefore, samlAfter).map((field) => `saml.${field}`),
  ];
}

/** Only the fields that the defaults name: a patch may carry others. */
function withDefaults<T extends object>(values: MergePatch<T>, defaults: T): T {
  const names = Object.keys(defaults) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, values[name] ?? defaults[name]])) as T;
}

function storedDomain(domain: string | null): string | null {
  return domain === null ? null : (readDomainName(domain) ?? domain);
}

function differing<T extends object>(before: T, after: T): string[] {
  const names = Object.keys(before) as (keyof T & string)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
