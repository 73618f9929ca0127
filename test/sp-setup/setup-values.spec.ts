import { base64, ENCRYPTION, NEXT_SIGNING, SIGNING, valuesOf } from './set-up';

const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

describe('what an IdP is set up with', () => {
  it('are the addresses, keys and wishes of the tenant', () => {
    expect(valuesOf()).toEqual({
      alias: 'acme',
      label: 'ram-sso ACME Inc.',
      sp: {
        entityId: 'https://sso.example/saml/acme/metadata',
        acsUrl: 'https://sso.example/saml/acme/acs',
        metadataUrl: 'https://sso.example/saml/acme/metadata',
        loginUrl: 'https://sso.example/saml/acme/login',
        sloUrl: 'https://sso.example/saml/acme/slo',
      },
      apiUrl: 'https://sso.example/api/v1/tenants/acme',
      signingCertificates: [base64(SIGNING), base64(NEXT_SIGNING)],
      encryptionCertificate: undefined,
      signAuthnRequests: 'always',
      nameIdFormat: EMAIL,
      authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      needsAttributes: false,
      notes: [],
    });
  });

  it('follow what the tenant asks for', () => {
    const saml = {
      nameIdFormat: 'urn:format',
      authnContextClassRefs: ['urn:one', 'urn:two'],
      userNameAttribute: 'uid',
      signAuthnRequests: 'never',
    } as const;
    expect(valuesOf({ saml, isEncrypting: true })).toMatchObject({
      nameIdFormat: 'urn:format',
      authnContextClassRef: 'urn:one',
      needsAttributes: true,
      signAuthnRequests: 'never',
      encryptionCertificate: base64(ENCRYPTION),
    });
  });

  it('have the alias for a name where the tenant has none, and at most a hundred characters of one', () => {
    expect(valuesOf({ displayName: null }).label).toBe('ram-sso acme');
    const { label } = valuesOf({ displayName: '\u{1F600}'.repeat(128) });
    expect(Array.from(label)).toHaveLength(100);
    expect(label).not.toMatch(/\p{Surrogate}/u);
  });

  it.each([
    [{ domainAlias: null }, 'domainAlias'],
    [{ saml: { userNameAttribute: 'uid' } }, 'saml.userNameAttribute'],
    [{ saml: { assertionEncryption: 'optional' }, isEncrypting: true }, 'saml.assertionEncryption'],
  ] as const)('say what is yet to be done: %j', (tenant, setting) => {
    expect(valuesOf(tenant).notes.join('\n')).toContain(setting);
  });
});
