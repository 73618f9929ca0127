import {
  applySettingsPatch,
  changedFields,
  DEFAULT_TENANT_SETTINGS,
  type TenantSettings,
} from '../../src/tenants/tenant-settings';

const ACME: TenantSettings = {
  displayName: 'ACME',
  ssoEnabled: false,
  domainAlias: 'acme.example',
  auxiliaryDomain: 'acme.test',
  idpInitiatedLogin: 'refused',
  sessionTtlSeconds: 7200,
  loginNetworkMasks: ['10.0.0.0/8'],
  saml: {
    signAuthnRequests: 'never',
    requestBinding: 'post',
    forceAuthn: true,
    isPassive: true,
    providerName: 'ACME Cloud',
    loginHint: 'always',
    nameIdFormat: 'urn:x:y',
    authnContextClassRefs: ['urn:x:z'],
    assertionEncryption: 'required',
    refuseCbcEncryption: true,
    signMetadata: true,
    userNameAttribute: 'uid',
    userNameForm: 'whole',
    keepRefusedLogins: false,
  },
};

describe('applySettingsPatch', () => {
  it('changes nothing where nothing is named', () => {
    expect(applySettingsPatch(ACME, {})).toEqual(ACME);
    expect(applySettingsPatch(ACME, { saml: {} })).toEqual(ACME);
  });

  it('takes null back to the default, everywhere', () => {
    const nothing = {
      displayName: null,
      ssoEnabled: null,
      domainAlias: null,
      auxiliaryDomain: null,
      idpInitiatedLogin: null,
      sessionTtlSeconds: null,
      loginNetworkMasks: null,
    };
    expect(applySettingsPatch(ACME, { ...nothing, saml: null })).toEqual(DEFAULT_TENANT_SETTINGS);
  });

  it('takes null inside saml back to that default alone', () => {
    const patched = applySettingsPatch(ACME, {
      saml: { signAuthnRequests: null, authnContextClassRefs: null },
    });
    expect(patched.saml).toEqual({ ...ACME.saml, signAuthnRequests: 'always', authnContextClassRefs: [] });
  });

  it('replaces a list as a whole', () => {
    const patched = applySettingsPatch(ACME, { loginNetworkMasks: ['192.0.2.7'] });
    expect(patched.loginNetworkMasks).toEqual(['192.0.2.7/32']);
  });

  it('keeps domains in lower case', () => {
    expect(applySettingsPatch(ACME, { domainAlias: 'Other.Example' }).domainAlias).toBe('other.example');
  });

  it('carries over only what is a setting', () => {
    const withMore = { ssoEnabled: true, alias: 'other', version: '9' };
    expect(Object.keys(applySettingsPatch(ACME, withMore)).sort()).toEqual(Object.keys(ACME).sort());
  });

  it('leaves what it was given untouched', () => {
    const before = structuredClone(ACME);
    applySettingsPatch(ACME, { displayName: 'Other', saml: { forceAuthn: false } });
    expect(ACME).toEqual(before);
  });
});

describe('changedFields', () => {
  it('is empty for the same settings', () => {
    expect(changedFields(ACME, structuredClone(ACME))).toEqual([]);
  });

  it('names what differs, with the path inside saml', () => {
    const after = applySettingsPatch(ACME, {
      displayName: null,
      loginNetworkMasks: [],
      saml: { forceAuthn: false },
    });
    expect(changedFields(ACME, after)).toEqual(['displayName', 'loginNetworkMasks', 'saml.forceAuthn']);
  });
});
