import { spawnSync } from 'node:child_process';
import { IDP_PRODUCTS, SETUP_FORMS } from '../../src/sp-setup/idp-products';
import { HOSTILE_NAMES } from './hostile-names';
import { readHcl, readPhp, readPowershell } from './read-literal';
import { base64, ENCRYPTION, NEXT_SIGNING, SIGNING, type SetUp, valuesOf } from './set-up';

const ENTITY_ID = 'https://sso.example/saml/acme/metadata';
const ACS = 'https://sso.example/saml/acme/acs';
const SLO = 'https://sso.example/saml/acme/slo';
const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** What stands behind `name =` or `name =>`, as it is written. */
function settingsIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^ +(\w+) += ([^\r\n]+)\r?\n/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('adfs', () => {
  const write = (setUp?: SetUp) => settingsIn(SETUP_FORMS.adfs.write(valuesOf(setUp)));

  it('adds the relying party trust from our metadata, and keeps it up to date', () => {
    expect(write()).toMatchObject({
      Name: "'ram-sso ACME Inc.'",
      MetadataUrl: `'${ENTITY_ID}'`,
      MonitoringEnabled: '$true',
      AutoUpdateEnabled: '$true',
      SamlResponseSignature: "'MessageAndAssertion'",
      SignatureAlgorithm: "'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'",
      SignedSamlRequestsRequired: '$true',
      EncryptClaims: '$false',
      AccessControlPolicyName: '$accessControlPolicy',
      IssuanceTransformRules: '$rules',
    });
  });

  it('asks for signed requests only where all are, and encrypts where the tenant wants it', () => {
    for (const signAuthnRequests of ['auto', 'never'] as const) {
      expect(write({ saml: { signAuthnRequests } }).SignedSamlRequestsRequired).toBe('$false');
    }
    expect(write({ isEncrypting: true }).EncryptClaims).toBe('$true');
  });

  it.each([
    [null, EMAIL],
    ['urn:other', 'urn:other'],
  ])(
    'makes the NameID of the UPN that the directory has, in the format asked for (%s)',
    (nameIdFormat, format) => {
      const rules = SETUP_FORMS.adfs.write(valuesOf({ saml: { nameIdFormat } }));
      expect(rules).toContain('query = ";userPrincipalName;{0}"');
      expect(rules).toContain(`claimproperties/format"] = "${format}"`);
      // Not of whatever a partner of the AD FS sends as a UPN.
      expect(rules).not.toContain('claims/upn');
    },
  );

  it.each(HOSTILE_NAMES)('is ASCII and has the name as data: %j', (displayName) => {
    const text = SETUP_FORMS.adfs.write(valuesOf({ displayName }));
    expect(text).toMatch(/^[ -~\r\n]*$/);
    expect(readPowershell(settingsIn(text).Name ?? '')).toBe(`ram-sso ${displayName}`);
  });
});

describe('entra', () => {
  it.each(HOSTILE_NAMES)(
    'is a script that a shell can read, in ASCII, whatever the name: %j',
    (displayName) => {
      const text = SETUP_FORMS.entra.write(valuesOf({ displayName, isEncrypting: true }));
      expect(text).toMatch(/^[ -~\n]*$/);
      expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    },
  );
});

describe('okta', () => {
  const write = (setUp?: SetUp) => settingsIn(SETUP_FORMS.okta.write(valuesOf(setUp)));

  it('has every argument that a custom application needs, with our values', () => {
    expect(write()).toEqual({
      okta: '{',
      source: '"okta/okta"',
      label: '"ram-sso ACME Inc."',
      sso_url: `"${ACS}"`,
      recipient: `"${ACS}"`,
      destination: `"${ACS}"`,
      audience: `"${ENTITY_ID}"`,
      subject_name_id_template: '"$${user.userName}"',
      subject_name_id_format: `"${EMAIL}"`,
      response_signed: 'true',
      assertion_signed: 'true',
      signature_algorithm: '"RSA_SHA256"',
      digest_algorithm: '"SHA256"',
      honor_force_authn: 'true',
      authn_context_class_ref: '"urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"',
      saml_signed_request_enabled: 'true',
      single_logout_issuer: `"${ENTITY_ID}"`,
      single_logout_url: `"${SLO}"`,
      single_logout_certificate: `"${base64(SIGNING)}"`,
      value: 'okta_app_saml.ram_sso_acme.metadata_url',
    });
  });

  it('does not ask for signed requests where they may not be', () => {
    expect(write({ saml: { signAuthnRequests: 'auto' } }).saml_signed_request_enabled).toBe('false');
  });

  it('hands over the encryption certificate, for which the provider has no argument', () => {
    const text = SETUP_FORMS.okta.write(valuesOf({ isEncrypting: true }));
    expect(text).toContain(`# ${base64(ENCRYPTION)}\n`);
    expect(SETUP_FORMS.okta.write(valuesOf())).not.toContain('BEGIN CERTIFICATE');
  });

  it.each(HOSTILE_NAMES)('has the name as data: %j', (displayName) => {
    expect(readHcl(write({ displayName }).label ?? '')).toBe(`ram-sso ${displayName}`);
  });
});

describe('keycloak', () => {
  interface Client {
    readonly name: string;
    readonly attributes: Record<string, string>;
    readonly protocolMappers: readonly { readonly config: Record<string, string> }[];
  }
  const write = (setUp?: SetUp) => JSON.parse(SETUP_FORMS.keycloak.write(valuesOf(setUp))) as Client;

  it('is the client that Keycloak would make of our metadata, with a NameID by mapper, forced', () => {
    expect(write()).toMatchObject({
      clientId: ENTITY_ID,
      protocol: 'saml',
      enabled: true,
      redirectUris: [ACS],
      frontchannelLogout: true,
      defaultClientScopes: [],
      attributes: {
        'saml.server.signature': 'true',
        'saml.assertion.signature': 'true',
        'saml.signature.algorithm': 'RSA_SHA256',
        saml_signature_canonicalization_method: 'http://www.w3.org/2001/10/xml-exc-c14n#',
        'saml.client.signature': 'true',
        'saml.signing.certificate': base64(SIGNING),
        'saml.encrypt': 'false',
        saml_name_id_format: 'email',
        saml_force_name_id_format: 'true',
        saml_assertion_consumer_url_post: ACS,
        saml_single_logout_service_url_post: SLO,
        saml_single_logout_service_url_redirect: SLO,
      },
      protocolMappers: [
        {
          protocol: 'saml',
          protocolMapper: 'saml-user-attribute-nameid-mapper',
          config: { 'mapper.nameid.format': EMAIL, 'user.attribute': 'email' },
        },
      ],
    });
    expect(write().attributes).not.toHaveProperty(['saml.encryption.certificate']);
  });

  it('encrypts to our key where the tenant wants it, and knows requests that are not signed', () => {
    expect(write({ isEncrypting: true }).attributes).toMatchObject({
      'saml.encrypt': 'true',
      'saml.encryption.certificate': base64(ENCRYPTION),
    });
    expect(write({ saml: { signAuthnRequests: 'never' } }).attributes['saml.client.signature']).toBe('false');
  });

  it.each([
    ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', 'persistent', undefined],
    ['urn:other', 'email', EMAIL],
    ['constructor:x', 'email', EMAIL],
  ])('forces a format that it has: %s', (nameIdFormat, forced, mapped = nameIdFormat) => {
    const { attributes, protocolMappers } = write({ saml: { nameIdFormat } });
    expect(attributes.saml_name_id_format).toBe(forced);
    expect(protocolMappers[0]?.config['mapper.nameid.format']).toBe(mapped);
  });

  it('leaves the realm’s scopes where the tenant reads an attribute', () => {
    expect(write({ saml: { userNameAttribute: 'uid' } })).not.toHaveProperty('defaultClientScopes');
  });

  it.each(HOSTILE_NAMES)('has the name as data: %j', (displayName) => {
    expect(write({ displayName }).name).toBe(`ram-sso ${displayName}`);
  });
});

describe('simplesamlphp', () => {
  const write = (setUp?: SetUp) => SETUP_FORMS.simplesamlphp.write(valuesOf(setUp));
  const flags = (text: string): Record<string, string> =>
    Object.fromEntries(
      [...text.matchAll(/^ {4}'([\w.]+)' => (true|false),$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );

  it('has what its logout messages need in order to be believed here', () => {
    expect(flags(write())).toEqual({
      'simplesaml.attributes': 'false',
      'validate.authnrequest': 'true',
      'validate.logout': 'true',
      'sign.logout': 'true',
      'redirect.sign': 'true',
      'saml20.sign.assertion': 'true',
      'saml20.sign.response': 'true',
      'assertion.encryption': 'false',
    });
  });

  it('has every signing certificate, and the encryption certificate where it is wanted', () => {
    const certificates = (text: string) =>
      [...text.matchAll(/'X509Certificate' => '([^']+)'/g)].map((match) => match[1]);
    expect(certificates(write())).toEqual([base64(SIGNING), base64(NEXT_SIGNING)]);
    expect(certificates(write({ isEncrypting: true }))).toEqual([
      base64(SIGNING),
      base64(NEXT_SIGNING),
      base64(ENCRYPTION),
    ]);
    expect(flags(write({ isEncrypting: true }))['assertion.encryption']).toBe('true');
  });

  it('sends attributes where the tenant reads one, and takes unsigned requests where they may be', () => {
    const text = write({ saml: { userNameAttribute: 'uid', signAuthnRequests: 'auto' } });
    expect(flags(text)).toMatchObject({ 'validate.authnrequest': 'false', 'validate.logout': 'true' });
    expect(flags(text)).not.toHaveProperty(['simplesaml.attributes']);
  });

  it.each(HOSTILE_NAMES)('has the name as data: %j', (displayName) => {
    const [, literal = ''] = /'en' => ('(?:[^'\\]|\\.)*'),$/ms.exec(write({ displayName })) ?? [];
    expect(readPhp(literal)).toBe(`ram-sso ${displayName}`);
  });
});

describe('each', () => {
  it.each(IDP_PRODUCTS)('%s says its values, and never a private key', (product) => {
    const text = SETUP_FORMS[product].write(valuesOf({ isEncrypting: true }));
    expect(text).toContain(ENTITY_ID);
    expect(text).not.toContain('PRIVATE KEY');
    expect(text.endsWith('\n')).toBe(true);
  });
});
