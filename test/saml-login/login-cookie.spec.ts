import {
  findLoginSecret,
  hashRequestId,
  loginCookies,
  surplusLoginCookies,
} from '../../src/saml-login/login-cookie';

const HTTP = 'http://localhost:3000/saml/acme/acs';
const HTTPS = 'https://sso.example.com/saml/acme/acs';

describe('the cookie that binds a request to its browser', () => {
  const hash = hashRequestId('_request');

  it('is one on https, where every browser keeps a Secure cookie', () => {
    const [cookie, ...more] = loginCookies(hash, 'secret', HTTPS);
    expect(more).toEqual([]);
    expect(cookie?.name).toMatch(/^__Secure-ram_login_[0-9a-f]+$/);
    expect(cookie).toMatchObject({
      secure: true,
      sameSite: 'none',
      maxAgeSeconds: 600,
      path: '/saml/acme/acs',
    });
  });

  it('does not show the request’s ID', () => {
    expect(JSON.stringify(loginCookies(hash, 'secret', HTTPS))).not.toContain('_request');
  });

  it('is found again by the request that it belongs to, and by no other', () => {
    const cookies = new Map(loginCookies(hash, 'secret', HTTP).map(({ name, value }) => [name, value]));
    expect(findLoginSecret(cookies, hash, HTTP)).toBe('secret');
    expect(findLoginSecret(cookies, hashRequestId('_other'), HTTP)).toBeUndefined();
  });

  it('is kept for five logins: the oldest beyond them go, twins too', () => {
    const requests = Array.from({ length: 7 }, (_, count) => hashRequestId(`_${count}`));
    const cookies = new Map(
      requests.flatMap((each) => loginCookies(each, 's', HTTP)).map(({ name, value }) => [name, value]),
    );
    const surplus = surplusLoginCookies(cookies, 'acme');
    expect(
      surplus.every(
        ({ maxAgeSeconds, value, path }) => maxAgeSeconds === 0 && value === '' && path === '/saml/acme/acs',
      ),
    ).toBe(true);
    const oldest = requests
      .slice(0, 2)
      .flatMap((each) => loginCookies(each, 's', HTTP))
      .map(({ name }) => name);
    expect(surplus.map(({ name }) => name).sort()).toEqual(oldest.sort());
  });
});
