import { landing } from '../../src/saml-login/landing';

const own = { baseUrl: 'https://sso.example.com', consoleUrl: 'https://sso.example.com/console' };
const elsewhere = { baseUrl: 'https://sso.example.com', consoleUrl: 'https://console.example.com/app' };

describe('where a login lands', () => {
  it.each([
    ['/console/a?b=c#d', own, 'https://sso.example.com/console/a?b=c#d'],
    ['/anything', own, 'https://sso.example.com/anything'],
    ['/console?login=1', own, 'https://sso.example.com/console?login=1'],
    ['/?x=1', own, 'https://sso.example.com/?x=1'],
    ['https://sso.example.com/console', own, 'https://sso.example.com/console'],
    ['https://console.example.com/app', elsewhere, 'https://console.example.com/app'],
    ['https://console.example.com/app/', elsewhere, 'https://console.example.com/app/'],
    ['https://console.example.com/app?x=1', elsewhere, 'https://console.example.com/app?x=1'],
    ['https://console.example.com/app/x/../y', elsewhere, 'https://console.example.com/app/y'],
    ['HTTPS://CONSOLE.example.com/app/x', elsewhere, 'https://console.example.com/app/x'],
  ])('is %s, which is allowed', (wish, places, expected) => {
    expect(landing(wish, places)).toBe(expected);
  });

  it.each([
    ['/saml/evil/login'],
    ['https://sso.example.com/saml/evil/login?RelayState=/'],
    ['/%73aml/evil/login'],
    ['/a/../saml/evil/login'],
    ['/?login=bob@evil.example'],
    ['/?x&log%69n=evil'],
    ['/%'],
  ])('is the console for a page of ours that leads on to an IdP: %s', (wish) => {
    expect(landing(wish, own)).toBe('https://sso.example.com/console');
  });

  it.each([
    [undefined],
    [''],
    ['//evil.example'],
    ['/\\evil.example'],
    ['\\\\evil.example'],
    ['https:evil.example'],
    ['https://evil.example/app'],
    ['https://console.example.com.evil.example/app'],
    ['https://console.example.com@evil.example/app'],
    ['https://evil.example@console.example.com/app'],
    ['http://console.example.com/app'],
    ['https://console.example.com:8443/app'],
    ['https://console.example.com/application'],
    ['https://console.example.com/app/../admin'],
    ['https://console.example.com/app/%2e%2e/admin'],
    ['https://console.example.com/app/..%2fadmin'],
    ['https://console.example.com/app/%5c..%5cadmin'],
    ['https://console.example.com/'],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    [' /console'],
    ['/con\tsole'],
    ['/console\r\nSet-Cookie: a=b'],
    [`/${'a'.repeat(3000)}`],
  ])('is the console for %j', (wish) => {
    expect(landing(wish, elsewhere)).toBe('https://console.example.com/app');
  });
});
