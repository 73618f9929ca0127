import { createTenant, randomAlias, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { makeScene, setCookies, signIn } from '../support/login-scene';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});

afterAll(async () => {
  await app.close();
});

function get(
  path: string,
  options: { accept?: string; cookies?: Record<string, string> } = {},
): Promise<TestResponse> {
  const { accept = 'text/html', cookies } = options;
  return app.request('GET', path, { token: null, headers: { accept }, cookies });
}

function policy(response: TestResponse): string {
  return String(response.headers['content-security-policy']);
}

describe('GET /', () => {
  it('answers the sign-in page, which may be posted on to any identity provider and framed by nobody', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.text).toContain('name="login"');
    expect(policy(response)).toContain("default-src 'none'");
    expect(policy(response)).toContain("frame-ancestors 'none'");
    expect(policy(response)).not.toContain('form-action');
  });

  it('carries RelayState along, escaped', async () => {
    const response = await get(`/?RelayState=${encodeURIComponent('/console?a="b"')}`);
    expect(response.text).toContain('name="RelayState" value="/console?a=&quot;b&quot;"');
  });

  it.each(['/?login=', '/?login=%20', '/?login=&RelayState=', '/?utm_source=mail'])(
    'takes %s for no login',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );

  describe('with a login', () => {
    let tenant: Tenant;
    let aliasDomain: string;

    beforeAll(async () => {
      aliasDomain = `${randomAlias()}.example`;
      tenant = await createTenant(app, { domainAlias: aliasDomain });
    });

    it('goes on to the login of the tenant with that alias or domain', async () => {
      const { loginUrl } = tenant.sp;
      const logins = [
        [tenant.alias, loginUrl],
        [tenant.alias.toUpperCase(), loginUrl],
        [`al ice@${aliasDomain}`, loginUrl],
        [`alice@${tenant.defaultDomain}`, `${loginUrl}?loginHint=alice%40${tenant.defaultDomain}`],
        [` Bob@${aliasDomain.toUpperCase()} `, `${loginUrl}?loginHint=Bob%40${aliasDomain}`],
      ] as const;
      for (const [login, location] of logins) {
        const response = await get(`/?login=${encodeURIComponent(login)}`);
        expect([login, response.status, response.headers.location]).toEqual([login, 303, location]);
      }
    });

    it('hands RelayState on', async () => {
      const response = await get(`/?login=${tenant.alias}&RelayState=${encodeURIComponent('/x?a=1&b=2')}`);
      const location = new URL(String(response.headers.location));
      expect(location.searchParams.get('RelayState')).toBe('/x?a=1&b=2');
    });

    it.each([
      'nobody',
      'alice@',
      '@',
      'alice@nowhere.example',
      'ALICE@..',
      '%F0%9F%98%80',
      `${'a'.repeat(400)}@b`,
    ])('answers a 404 page for %s', async (login) => {
      const response = await get(`/?login=${login}`);
      expect(response.status).toBe(404);
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(response.text).toContain('<code>tenant.not_found</code>');
      expect(response.text).toContain(`<code>${String(response.headers['x-request-id'])}</code>`);
      expect(policy(response)).toContain("form-action 'none'");
    });

    it('answers a problem where JSON is preferred', async () => {
      const response = await get('/?login=nobody', { accept: 'application/json' });
      expect([response.status, response.body]).toEqual([
        404,
        expect.objectContaining({ code: 'tenant.not_found' }),
      ]);
    });
  });

  it('says once that the browser was signed out', async () => {
    const response = await get('/', { cookies: { ram_signed_out: '1' } });
    expect(response.text).toContain('You are signed out');
    expect(response.cookies).toContainEqual(
      expect.objectContaining({ name: 'ram_signed_out', maxAge: 0, path: '/' }),
    );
  });
});

describe('GET /console', () => {
  it('shows who is signed in, until when, and the way out', async () => {
    const scene = await makeScene(app);
    const cookies = setCookies(await signIn(scene));
    const response = await get('/console', { cookies });
    expect(response.status).toBe(200);
    expect(response.text).toContain(scene.alice);
    expect(response.text).toContain('Hello, Alice');
    expect(response.text).toContain(scene.tenant.alias);
    const session = await get('/session', { cookies, accept: 'application/json' });
    const { expiresAt } = session.body as { expiresAt: string };
    expect(response.text).toContain(`<time datetime="${new Date(expiresAt).toISOString()}">`);
    expect(response.text).toMatch(/<form method="post" action="\/logout">/);
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('goes to the tenant’s login without a session', async () => {
    const tenant = await createTenant(app);
    const response = await get(`/console?tenant=${tenant.alias}`);
    expect([response.status, response.headers.location]).toEqual([303, tenant.sp.loginUrl]);
  });

  it.each([
    '/console',
    '/console?tenant=',
    '/console?tenant=nobody',
    '/console?tenant=a&tenant=b',
    '/console?tenant=a@b.c',
  ])('goes to the sign-in page for %s without a session', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.location]).toEqual([303, `${app.settings.baseUrl}/`]);
  });

  it.each(['x', '.', `${'0'.repeat(36)}.${'a'.repeat(43)}`])(
    'takes the cookie %s for no session',
    async (value) => {
      const response = await get('/console', { cookies: { ram_session: value } });
      expect(response.status).toBe(303);
    },
  );
});

describe('the icon', () => {
  it.each(['/favicon.svg', '/favicon.ico'])('is at %s', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers['content-type']]).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
    ]);
    expect(response.headers['cache-control']).toContain('max-age');
  });
});
