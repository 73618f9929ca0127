import type { Page } from 'playwright-core';
import {
  type BrowserScene,
  enterPassword,
  inBrowser,
  snap,
  startAt,
  startBrowserScene,
  trustingTenant,
} from './browser-scene';

let scene: BrowserScene;

beforeAll(async () => {
  scene = await startBrowserScene();
}, 120_000);

afterAll(async () => {
  await scene.close();
});

async function expectAlice(page: Page, upn: string): Promise<void> {
  await page.getByRole('heading', { name: 'Hello, Alice Ngo' }).waitFor();
  expect(page.url()).toBe(`${scene.app.settings.baseUrl}/console`);
  expect(await page.getByRole('main').innerText()).toContain(upn);
}

async function expectRefusal(page: Page, code: string): Promise<void> {
  await page.getByText(code, { exact: true }).waitFor();
  expect(await page.getByRole('heading', { name: 'What to do now' }).isVisible()).toBe(true);
}

async function sessionStatus(page: Page): Promise<number> {
  return (await page.request.get(`${scene.app.settings.baseUrl}/session`)).status();
}

describe('a sign-in that starts here', () => {
  it('takes alice by way of her identity provider to the landing page', async () => {
    const tenant = await trustingTenant(scene);
    const upn = `alice@${tenant.defaultDomain}`;
    await inBrowser(scene, async (page) => {
      await page.goto(`${scene.app.settings.baseUrl}/`);
      await snap(page, 'sign-in');
      await startAt(scene, page, upn);
      await snap(page, 'identity-provider');
      await enterPassword(page, 'alice');
      await expectAlice(page, upn);
      await snap(page, 'landing');
      expect(await sessionStatus(page)).toBe(200);
    });
  });

  it('knows the tenant by its alias too', async () => {
    const tenant = await trustingTenant(scene);
    await inBrowser(scene, async (page) => {
      await startAt(scene, page, tenant.alias);
      await enterPassword(page, 'alice');
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
    });
  });

  it('stays at the identity provider while the password is wrong', async () => {
    const tenant = await trustingTenant(scene);
    await inBrowser(scene, async (page) => {
      await startAt(scene, page, tenant.alias);
      await enterPassword(page, 'alice', 'not her password');
      await page.getByRole('alert').waitFor();
      await snap(page, 'identity-provider-wrong-password');
      expect(page.url()).toContain(scene.idp.url);
      expect(await sessionStatus(page)).toBe(401);
      await enterPassword(page, 'alice');
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
    });
  });

  it('posts the request where the tenant wants HTTP-POST, under a policy that names the identity provider', async () => {
    const tenant = await trustingTenant(scene, { saml: { requestBinding: 'post' } });
    await inBrowser(scene, async (page) => {
      await startAt(scene, page, tenant.alias);
      await enterPassword(page, 'alice');
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
    });
  });

  it('needs no script', async () => {
    const tenant = await trustingTenant(scene, { saml: { requestBinding: 'post' } });
    const visit = async (page: Page) => {
      await startAt(scene, page, tenant.alias);
      await snap(page, 'self-posting-form');
      await page.getByRole('button', { name: 'Continue' }).click();
      await enterPassword(page, 'alice');
      await page.getByRole('button', { name: 'Submit' }).click();
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
    };
    await inBrowser(scene, visit, { javaScriptEnabled: false });
  });

  it('comes back to the console it was asked for, signed in', async () => {
    const tenant = await trustingTenant(scene);
    await inBrowser(scene, async (page) => {
      await page.goto(`${scene.app.settings.baseUrl}/console?tenant=${tenant.alias}`);
      await enterPassword(page, 'alice');
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
    });
  });
});

describe('a sign-in that starts at the identity provider’s portal', () => {
  async function launch(page: Page, domain: string): Promise<void> {
    await page.goto(`${scene.idp.url}/`);
    await enterPassword(page, 'alice');
    await page.getByRole('link', { name: domain, exact: false }).waitFor();
    await snap(page, 'portal');
    await page.getByRole('link', { name: domain, exact: false }).click();
  }

  it('takes alice to the landing page', async () => {
    const tenant = await trustingTenant(scene);
    await inBrowser(scene, async (page) => {
      await launch(page, tenant.defaultDomain);
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
    });
  });

  it('is refused where the tenant wants it to start here, and goes on from there', async () => {
    const tenant = await trustingTenant(scene, { idpInitiatedLogin: 'refused' });
    await inBrowser(scene, async (page) => {
      await launch(page, tenant.defaultDomain);
      await expectRefusal(page, 'saml.unsolicited_forbidden');
      await page.getByRole('link', { name: 'Start again' }).click();
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
    });
  });
});

describe('a refusal', () => {
  it('tells carol that she has no RAM user, and leaves no session', async () => {
    const tenant = await trustingTenant(scene);
    await inBrowser(scene, async (page) => {
      await startAt(scene, page, tenant.alias);
      await enterPassword(page, 'carol');
      await expectRefusal(page, 'user.not_found');
      await snap(page, 'refusal');
      expect(await sessionStatus(page)).toBe(401);
    });
  });

  it('tells of an account that there is none, and leads back', async () => {
    await inBrowser(scene, async (page) => {
      await startAt(scene, page, 'alice@nowhere.example');
      await expectRefusal(page, 'tenant.not_found');
      await snap(page, 'refusal-unknown-tenant');
      await page.getByRole('link', { name: 'Go to the sign-in page' }).click();
      await page.getByLabel('Logon name or account alias').waitFor();
    });
  });

  it('answers a response that was used before with the way to the console', async () => {
    const tenant = await trustingTenant(scene);
    await inBrowser(scene, async (page) => {
      const posted = page.waitForRequest((request) => request.url() === tenant.sp.acsUrl);
      await startAt(scene, page, tenant.alias);
      await enterPassword(page, 'alice');
      const form = new URLSearchParams((await posted).postData() ?? '');
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
      await inBrowser(scene, async (stranger) => {
        const saml = form.get('SAMLResponse') ?? '';
        await stranger.setContent(
          `<form method="post" action="${tenant.sp.acsUrl}"><input name="SAMLResponse" value="${saml}"><button>Post</button></form>`,
        );
        await stranger.getByRole('button').click();
        await expectRefusal(stranger, 'saml.replayed');
        const way = stranger.getByRole('link', { name: 'Go to the console' });
        expect(await way.getAttribute('href')).toBe(scene.app.settings.consoleUrl);
        expect(await sessionStatus(stranger)).toBe(401);
      });
    });
  });
});

describe('sign-out', () => {
  it('ends the session here and at the identity provider', async () => {
    const tenant = await trustingTenant(scene);
    await inBrowser(scene, async (page) => {
      await startAt(scene, page, tenant.alias);
      await enterPassword(page, 'alice');
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
      await snap(page, 'signed-out');
      expect(page.url()).toBe(`${scene.app.settings.baseUrl}/`);
      expect(await sessionStatus(page)).toBe(401);
      await page.goto(`${scene.idp.url}/`);
      await page.getByLabel('Password').waitFor();
    });
  });
});

describe('on a phone', () => {
  it.each(['light', 'dark'] as const)('everything fits the smallest screen (%s)', async (colorScheme) => {
    const tenant = await trustingTenant(scene);
    const visit = async (page: Page) => {
      const expectToFit = async (name: string) => {
        await snap(page, `phone-${colorScheme}-${name}`);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      };
      await page.goto(`${scene.app.settings.baseUrl}/`);
      await expectToFit('sign-in');
      await startAt(scene, page, tenant.alias);
      await enterPassword(page, 'alice');
      await expectAlice(page, `alice@${tenant.defaultDomain}`);
      await expectToFit('landing');
      await page.goto(`${scene.app.settings.baseUrl}/?login=nobody`);
      await expectToFit('refusal');
    };
    await inBrowser(scene, visit, { viewport: { width: 320, height: 640 }, colorScheme });
  });
});
