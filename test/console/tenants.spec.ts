import { createTenant, createToken, randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeSwitchedOff, startTrial } from '../support/sso-trial';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
  browser = await ConsoleBrowser.enter(app);
});
afterAll(() => app.close());

const tenantOf = async (alias: string) => (await app.request('GET', `/api/v1/tenants/${alias}`)).body;
const aliasesIn = (text: string) =>
  [...text.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map(([, alias]) => alias);

/** The fields of a page's form as they stand in it, as a browser would send them. */
function fieldsIn(text: string): Record<string, string> {
  const inputs = [...text.matchAll(/<input ([^>]*)>/g)].map(([, attributes = '']) => attributes);
  const attribute = (of: string, name: string) =>
    new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(of)?.[1]?.replaceAll('&quot;', '"');
  const values = inputs
    .filter((of) => attribute(of, 'type') !== 'checkbox' || /\schecked/.test(of))
    .map(
      (of) =>
        [
          attribute(of, 'name') ?? '',
          attribute(of, 'value') ?? (attribute(of, 'type') === 'checkbox' ? 'on' : ''),
        ] as const,
    );
  const selects = [...text.matchAll(/<select [^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)].map(
    ([, name = '', options = '']) =>
      [name, /<option value="([^"]*)" selected/.exec(options)?.[1] ?? ''] as const,
  );
  const areas = [...text.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  return Object.fromEntries([...values, ...selects, ...areas].filter(([name]) => name !== ''));
}

describe('the list of tenants', () => {
  it('is searched by the beginning of a name, and paged', async () => {
    const prefix = randomAlias();
    const numbers = Array.from({ length: 51 }, (_, index) => String(index).padStart(2, '0'));
    for (const number of numbers) await createTenant(app, { alias: `${prefix}-${number}` });
    const first = (await browser.get(`/admin/tenants?query=${prefix}`)).text;
    expect(aliasesIn(first)).toHaveLength(50);
    const next = /<a rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(aliasesIn((await browser.get(next)).text)).toEqual([`${prefix}-50`]);
    const none = await browser.get(`/admin/tenants?query=${prefix}x%3Cb%3E`);
    expect([none.status, aliasesIn(none.text)]).toEqual([200, []]);
    expect(none.text).not.toContain('<b>');
    expect((await browser.get('/admin/tenants?query=%00')).status).toBe(400);
  });

  it('has a button for a new one, for administrators alone', async () => {
    const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer'));
    expect((await browser.get('/admin/tenants')).text).toContain('/admin/new-tenant');
    expect((await viewer.get('/admin/tenants')).text).not.toContain('/admin/new-tenant');
    const refused = await viewer.post('/admin/tenants', '/admin/new-tenant', { alias: randomAlias() });
    expect(refused.status).toBe(403);
  });
});

describe('a trial of single sign-on', () => {
  it('is seen, and until when, wherever a tenant is looked at, while it runs', async () => {
    const scene = await makeSwitchedOff(app);
    await startTrial(scene);
    const { alias } = scene.tenant;
    const { ssoTrialEndsAt } = (await tenantOf(alias)) as { ssoTrialEndsAt: string };
    const pages = [
      `/admin/tenants?query=${alias}`,
      `/admin/tenants/${alias}`,
      `/admin/tenants/${alias}/settings`,
    ];
    const seen = async (path: string) =>
      new RegExp(`<span class="badge warn">[^<]+<time dateTime="${ssoTrialEndsAt}"`, 'i').test(
        (await browser.get(path)).text,
      );
    for (const path of pages) expect([path, await seen(path)]).toEqual([path, true]);
    app.clock.advance(601);
    for (const path of pages) expect([path, await seen(path)]).toEqual([path, false]);
    app.clock.reset();
  });
});

describe('a new tenant', () => {
  it('is made, and its settings are shown', async () => {
    const alias = randomAlias();
    const fields = { alias, displayName: 'ACME Inc.', domainAlias: `${alias}.test` };
    const made = await browser.post('/admin/new-tenant', '/admin/new-tenant', fields);
    expect([made.status, made.headers.location]).toEqual([
      303,
      `/admin/tenants/${alias}/settings?done=created`,
    ]);
    expect(await tenantOf(alias)).toMatchObject({ ...fields, ssoEnabled: false });
  });

  it('is refused as by the API, and what was typed stays there', async () => {
    const { alias } = await createTenant(app);
    for (const [typed, status] of [
      ['A', 400],
      [alias, 409],
    ] as const) {
      const fields = { alias: typed, displayName: 'Kept "so"' };
      const answer = await browser.post('/admin/new-tenant', '/admin/new-tenant', fields);
      expect([typed, answer.status]).toEqual([typed, status]);
      expect(answer.text).toContain('value="Kept &quot;so&quot;"');
      expect(answer.text).toMatch(/id="alias-error"/);
    }
  });
});

describe('the settings of a tenant', () => {
  it('sent as they stand there change nothing', async () => {
    const saml = { signAuthnRequests: 'auto', forceAuthn: true, authnContextClassRefs: ['urn:a', 'urn:b'] };
    const { alias } = await createTenant(app, {
      displayName: '"A" & <b>',
      sessionTtlSeconds: 7200,
      loginNetworkMasks: ['203.0.113.0/24', '::/0'],
      idpInitiatedLogin: 'refused',
      saml: { ...saml, providerName: 'Cloud', userNameForm: 'whole', userNameAttribute: 'uid' },
    });
    const before = (await tenantOf(alias)) as { updatedAt: string };
    const page = `/admin/tenants/${alias}/settings`;
    const { text } = await browser.get(page);
    const fields = fieldsIn(text);
    const saved = await browser.send(page, { ...fields, displayName: '"A" & <b>' });
    expect([saved.status, saved.headers.location]).toEqual([303, `${page}?done=saved`]);
    expect({ ...((await tenantOf(alias)) as object), updatedAt: before.updatedAt }).toEqual(before);
  });

  it('leave a trial of single sign-on running, which only the switch ends', async () => {
    const scene = await makeSwitchedOff(app);
    await startTrial(scene);
    const { alias } = scene.tenant;
    const page = `/admin/tenants/${alias}/settings`;
    const { text } = await browser.get(page);
    const { ssoTrialEndsAt } = (await tenantOf(alias)) as { ssoTrialEndsAt: string };
    const saved = await browser.send(page, { ...fieldsIn(text), displayName: 'New' });
    expect(saved.status).toBe(303);
    expect(await tenantOf(alias)).toMatchObject({ displayName: 'New', ssoEnabled: false, ssoTrialEndsAt });
  });

  it('say whether single sign-on is on, and leave the switch to its own page', async () => {
    const scene = await makeSwitchedOff(app);
    const { alias } = scene.tenant;
    const [page, toSwitch] = [`/admin/tenants/${alias}/settings`, `/admin/tenants/${alias}/setup/switch`];
    const { text } = await browser.get(page);
    expect(text).toContain(`href="${toSwitch}"`);
    expect(fieldsIn(text)).not.toHaveProperty('ssoEnabled');
    const saved = await browser.send(page, { ...fieldsIn(text), ssoEnabled: 'on' });
    expect(saved.status).toBe(303);
    expect(await tenantOf(alias)).toMatchObject({ ssoEnabled: false, ssoTrialEndsAt: null });
    const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', alias));
    expect((await viewer.get(page)).text).not.toContain(toSwitch);
  });

  it('are changed, and cleared where a field is empty', async () => {
    const { alias } = await createTenant(app, {
      displayName: 'Old',
      sessionTtlSeconds: 7200,
      ssoEnabled: false,
    });
    const page = `/admin/tenants/${alias}/settings`;
    const fields = fieldsIn((await browser.get(page)).text);
    const changed: Record<string, string> = {
      ...fields,
      ssoEnabled: 'on',
      displayName: '',
      sessionTtlSeconds: '',
      loginNetworkMasks: '10.0.0.0/8\r\n 192.0.2.1/32,2001:db8::/32',
      'saml.assertionEncryption': 'required',
      'saml.isPassive': 'on',
      'saml.authnContextClassRefs': 'urn:x\r\nurn:y',
    };
    expect((await browser.send(page, changed)).status).toBe(303);
    expect(await tenantOf(alias)).toMatchObject({
      displayName: null,
      ssoEnabled: false,
      sessionTtlSeconds: null,
      loginNetworkMasks: ['10.0.0.0/8', '192.0.2.1/32', '2001:db8::/32'],
      saml: { assertionEncryption: 'required', isPassive: true, authnContextClassRefs: ['urn:x', 'urn:y'] },
    });
  });

  it('say whether refused logins are kept, and change nothing of that where they do not', async () => {
    const { alias } = await createTenant(app);
    const page = `/admin/tenants/${alias}/settings`;
    const wish = async (changes: Record<string, string>) => {
      const { 'saml.keepRefusedLogins': shown, ...fields } = fieldsIn((await browser.get(page)).text);
      const { status } = await browser.send(page, { ...fields, ...changes });
      const { saml } = (await tenantOf(alias)) as { saml: { keepRefusedLogins: boolean } };
      return [shown, status, saml.keepRefusedLogins];
    };
    expect(await wish({ 'saml.keepRefusedLogins': 'false' })).toEqual(['true', 303, false]);
    expect(await wish({})).toEqual(['false', 303, false]);
    expect(await wish({ 'saml.keepRefusedLogins': 'true' })).toEqual(['false', 303, true]);
    expect(await wish({ 'saml.keepRefusedLogins': 'never' })).toEqual(['true', 400, true]);
  });

  it('are refused field by field, and where somebody changed them meanwhile', async () => {
    const { alias } = await createTenant(app);
    const page = `/admin/tenants/${alias}/settings`;
    const fields = fieldsIn((await browser.get(page)).text);
    const wrong = await browser.send(page, {
      ...fields,
      sessionTtlSeconds: 'an hour',
      loginNetworkMasks: 'here',
      'saml.nameIdFormat': 'no uri',
    });
    expect(wrong.status).toBe(400);
    for (const name of ['sessionTtlSeconds', 'loginNetworkMasks', 'saml.nameIdFormat'])
      expect(wrong.text).toContain(`id="${name}-error"`);
    await app.request('PATCH', `/api/v1/tenants/${alias}`, { body: { displayName: 'Mine' } });
    const late = await browser.send(page, { ...fields, displayName: 'Yours' });
    expect(late.status).toBe(412);
    expect(await tenantOf(alias)).toMatchObject({ displayName: 'Mine' });
  });

  it('are seen by a viewer, who has no button', async () => {
    const { alias } = await createTenant(app, { displayName: 'Seen' });
    const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', alias));
    const { text } = await viewer.get(`/admin/tenants/${alias}/settings`);
    expect(text).toContain('value="Seen"');
    expect(text.match(/<fieldset disabled/g)?.length).toBe(3);
    expect(text).not.toContain(`/admin/tenants/${alias}/delete`);
  });
});

describe('deleting a tenant', () => {
  it('asks for its alias, and takes no other', async () => {
    const { alias } = await createTenant(app);
    const page = `/admin/tenants/${alias}/delete`;
    for (const typed of ['', 'other', alias.toUpperCase()]) {
      const answer = await browser.post(page, page, { alias: typed });
      expect([typed, answer.status]).toEqual([typed, 400]);
    }
    expect(await tenantOf(alias)).toMatchObject({ alias });
    const deleted = await browser.post(page, page, { alias });
    expect([deleted.status, deleted.headers.location]).toEqual([303, '/admin/tenants?done=deleted']);
    expect(await tenantOf(alias)).toMatchObject({ code: 'tenant.not_found' });
  });

  it('asks first whoever did not show lately that it is he', async () => {
    const { alias } = await createTenant(app);
    const begun = app.clock.now();
    app.clock.set(begun);
    const own = await ConsoleBrowser.enter(app);
    const token = /name="_token" value="([^"]+)"/.exec((await own.get('/admin')).text)?.[1] ?? '';
    app.clock.set(new Date(begun.getTime() + 601_000));
    const page = `/admin/tenants/${alias}/delete`;
    const asked = await own.get(page);
    expect([asked.status, asked.headers.location]).toEqual([
      303,
      `/admin/confirm?next=${encodeURIComponent(page)}`,
    ]);
    expect((await own.send(page, { _token: token, alias })).status).toBe(303);
    expect(await tenantOf(alias)).toMatchObject({ alias });
    app.clock.reset();
  });
});
