import { X509Certificate } from 'node:crypto';
import { setupValues, type SetUpTenant, type SetupValues } from '../../src/sp-setup/setup-values';
import type { SpKeyAlgorithm } from '../../src/sp-keys/sp-key-algorithm';
import { spIdentity } from '../../src/tenants/sp-identity';
import { DEFAULT_SAML_SETTINGS, type SamlSettings } from '../../src/tenants/saml-settings';

export const SIGNING = Buffer.from('the signing certificate');
export const NEXT_SIGNING = Buffer.from('the next signing certificate');
export const ENCRYPTION = Buffer.from('the encryption certificate');

export const base64 = (der: Buffer | X509Certificate['raw']): string => der.toString('base64');

export interface SetUp extends Partial<Omit<SetUpTenant, 'saml'>> {
  readonly saml?: Partial<SamlSettings>;
  readonly isEncrypting?: boolean;
  readonly signingAlgorithm?: SpKeyAlgorithm;
}

/** The values of acme at https://sso.example, but for what is named. */
export function valuesOf({
  saml,
  isEncrypting,
  signingAlgorithm = 'rsa-2048',
  ...tenant
}: SetUp = {}): SetupValues {
  const baseUrl = 'https://sso.example';
  const acme: SetUpTenant = {
    alias: 'acme',
    displayName: 'ACME Inc.',
    domainAlias: 'acme.example',
    auxiliaryDomain: null,
    ...tenant,
    saml: { ...DEFAULT_SAML_SETTINGS, ...saml },
  };
  const keys = {
    signing: [SIGNING, NEXT_SIGNING],
    encryption: isEncrypting ? [ENCRYPTION] : [],
    signingAlgorithm,
  };
  return setupValues(acme, spIdentity(baseUrl, 'acme'), `${baseUrl}/api/v1/tenants/acme`, keys);
}
