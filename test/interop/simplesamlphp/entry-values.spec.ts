import { execFileSync } from 'node:child_process';
import { writeSimplesamlphpEntry } from '../../../src/sp-setup/write-simplesamlphp-entry';
import { HOSTILE_NAMES } from '../../sp-setup/hostile-names';
import { base64, ENCRYPTION, NEXT_SIGNING, SIGNING, type SetUp, valuesOf } from '../../sp-setup/set-up';

/** The entries, by entityID, as PHP itself reads them. */
function read(setUp: SetUp): unknown {
  const input = `${writeSimplesamlphpEntry(valuesOf(setUp))}echo json_encode($metadata);`;
  return JSON.parse(execFileSync('php', { input, encoding: 'utf8' }));
}

describe('the entry for SimpleSAMLphp, to PHP', () => {
  it('has the values of the tenant', () => {
    const slo = 'https://sso.example/saml/acme/slo';
    const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
    const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
    const key = (use: string, der: Buffer) => ({
      type: 'X509Certificate',
      signing: use === 'signing',
      encryption: use === 'encryption',
      X509Certificate: base64(der),
    });
    expect(read({ isEncrypting: true })).toEqual({
      'https://sso.example/saml/acme/metadata': {
        name: { en: 'ram-sso ACME Inc.' },
        AssertionConsumerService: [
          { Binding: post, Location: 'https://sso.example/saml/acme/acs', index: 0, isDefault: true },
        ],
        SingleLogoutService: [
          { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', Location: slo },
          { Binding: post, Location: slo },
        ],
        NameIDFormat: format,
        authproc: {
          40: {
            class: 'saml:AttributeNameID',
            identifyingAttribute: 'mail',
            attribute: 'mail',
            Format: format,
          },
        },
        'simplesaml.attributes': false,
        keys: [key('signing', SIGNING), key('signing', NEXT_SIGNING), key('encryption', ENCRYPTION)],
        'validate.authnrequest': true,
        'validate.logout': true,
        'sign.logout': true,
        'redirect.sign': true,
        'saml20.sign.assertion': true,
        'saml20.sign.response': true,
        'signature.algorithm': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        'assertion.encryption': true,
      },
    });
  });

  it.each(HOSTILE_NAMES)('has the name %j as it is', (displayName) => {
    expect(read({ displayName })).toMatchObject({
      'https://sso.example/saml/acme/metadata': { name: { en: `ram-sso ${displayName}` } },
    });
  });
});
