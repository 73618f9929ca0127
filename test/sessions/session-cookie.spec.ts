import { newId } from '../../src/secrets/ids';
import { hashSecret, newSecret } from '../../src/secrets/tokens';
import {
  formatSessionCookie,
  parseSessionCookie,
  sessionCookieName,
} from '../../src/sessions/session-cookie';

it('has the __Host- prefix on https alone', () => {
  expect(sessionCookieName('https://sso.example')).toBe('__Host-ram_session');
  expect(sessionCookieName('http://localhost:3000')).toBe('ram_session');
});

it('comes back as the tenant and the hash of the secret', () => {
  const tenantId = newId();
  const secret = newSecret();
  expect(parseSessionCookie(formatSessionCookie(tenantId, secret))).toEqual({
    tenantId,
    tokenHash: hashSecret(secret),
  });
});

it.each([
  ['nothing', ''],
  ['a secret alone', newSecret()],
  ['a tenant alone', newId()],
  ['a tenant that is no id', `acme.${newSecret()}`],
  ['a short secret', `${newId()}.${newSecret().slice(1)}`],
  ['a secret of other characters', `${newId()}.${'+'.repeat(43)}`],
  ['more than both', `${newId()}.${newSecret()}.x`],
])('takes %s for none of ours', (_, value) => {
  expect(parseSessionCookie(value)).toBeNull();
});
