import { findLoginHint, withLoginHint } from '../../src/saml-login/login-hint';
import { DEFAULT_SAML_SETTINGS, type SamlSettings } from '../../src/tenants/saml-settings';

const ENTRA = 'https://login.microsoftonline.com/4cd8/saml2';
const ALICE = 'alice@acme.example';

function hintFor(
  location: string,
  entered: string | undefined = ALICE,
  loginHint: SamlSettings['loginHint'] = 'auto',
) {
  const tenant = {
    saml: { ...DEFAULT_SAML_SETTINGS, loginHint },
    domains: ['acme.ram.test', 'acme.example'],
  };
  return findLoginHint(entered, tenant, location);
}

describe('the parameter of a login hint', () => {
  it.each([
    [ENTRA, 'login_hint'],
    ['https://LOGIN.microsoftonline.com/4cd8/saml2', 'login_hint'],
    ['https://login.microsoftonline.us/4cd8/saml2', 'login_hint'],
    ['https://login.partner.microsoftonline.cn/4cd8/saml2', 'login_hint'],
    ['https://sts.windows.net/4cd8/saml2', 'login_hint'],
    ['https://accounts.google.com/o/saml2/idp?idpid=C01', 'login_hint'],
    ['https://acme.okta.com/app/x/exk/sso/saml', 'LoginHint'],
    ['https://acme.oktapreview.com/app/x/exk/sso/saml', 'LoginHint'],
    ['https://acme.okta-emea.com/app/x/exk/sso/saml', 'LoginHint'],
  ])('is known for %s', (location, name) => {
    expect(hintFor(location)).toEqual({ name, value: ALICE });
    expect(hintFor(location, ALICE, 'always')).toEqual({ name, value: ALICE });
  });

  it.each([
    'https://idp.example/sso',
    'https://login.microsoftonline.com.evil.example/saml2',
    'https://evil-login.microsoftonline.com/saml2',
    'https://login.microsoftonline.com@idp.example/saml2',
    'https://idp.example/login.microsoftonline.com/saml2',
    'https://idp.example/?to=accounts.google.com',
    'https://mail.accounts.google.com/o/saml2/idp',
    'https://notokta.com/sso',
    'https://okta.com/sso',
    'https://acme.okta.com.evil.example/sso',
  ])('is not guessed for %s', (location) => {
    expect(hintFor(location)).toBeUndefined();
    expect(hintFor(location, ALICE, 'always')).toEqual({ name: 'login_hint', value: ALICE });
  });

  it('is none where the tenant wants none', () => {
    expect(hintFor(ENTRA, ALICE, 'never')).toBeUndefined();
  });
});

describe('the value of a login hint', () => {
  it.each([
    [ALICE, ALICE],
    ['Alice.Ngo@ACME.Example', 'Alice.Ngo@acme.example'],
    ['alice@acme.ram.test', 'alice@acme.ram.test'],
  ])('%s goes as %s', (entered, value) => {
    expect(hintFor(ENTRA, entered)?.value).toBe(value);
  });

  it.each([
    undefined,
    '',
    'acme',
    'alice',
    '@acme.example',
    'alice@',
    'alice@other.example',
    'alice@sub.acme.example',
    'alice@acme.example.',
    'alice@acme.example@acme.example',
    'alice@@acme.example',
    ' alice@acme.example',
    'alice@acme.example\n',
    'alice&SigAlg=x@acme.example',
    'alice%40acme.example',
    'alice"><script>@acme.example',
    'al\u212Ace@acme.example',
    'alice+1@acme.example',
    '..@acme.example',
    `${'a'.repeat(65)}@acme.example`,
    'a'.repeat(100_000),
  ])('%j does not go at all', (entered) => {
    for (const setting of ['auto', 'always'] as const) {
      expect(hintFor(ENTRA, entered ?? '', setting)).toBeUndefined();
    }
  });
});

describe('a message with a login hint', () => {
  const hint = { name: 'login_hint', value: ALICE };
  const query = 'SAMLRequest=a%2Bb&RelayState=c&SigAlg=d&Signature=e';

  it('has it behind the signed octets of a Redirect, which stay as they were', () => {
    const url = `https://idp.example/sso?idpid=C01&${query}`;
    expect(withLoginHint({ kind: 'redirect', url }, hint)).toEqual({
      kind: 'redirect',
      url: `${url}&login_hint=alice%40acme.example`,
    });
  });

  it.each([
    ['https://idp.example/sso', 'https://idp.example/sso?login_hint=alice%40acme.example'],
    [
      'https://idp.example/sso?idpid=C01',
      'https://idp.example/sso?idpid=C01&login_hint=alice%40acme.example',
    ],
  ])('has it in the address of a form: %s', (action, hinted) => {
    const fields = { SAMLRequest: 'x' };
    const carried = withLoginHint({ kind: 'form', form: { action, fields } }, hint);
    expect(carried).toEqual({ kind: 'form', form: { action: hinted, fields } });
  });

  it('is as it was without one', () => {
    const carried = { kind: 'redirect', url: `https://idp.example/sso?${query}` } as const;
    expect(withLoginHint(carried, undefined)).toBe(carried);
  });
});
