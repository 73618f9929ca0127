import { X509Certificate } from 'node:crypto';
import { codeOf, createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { SpKeyCalls, type SpKeyItem } from '../support/sp-keys';

let app: TestApp;
let tenant: Tenant;
let keys: SpKeyCalls;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
  tenant = await createTenant(app, { saml: { assertionEncryption: 'optional' } });
  keys = new SpKeyCalls(app, tenant.alias);
});

const metadata = (headers = {}) => app.request('GET', `/saml/${tenant.alias}/metadata`, { headers });
const outcome = (response: TestResponse) => [response.status, codeOf(response)];
const tenantTag = async () => (await app.request('GET', `/api/v1/tenants/${tenant.alias}`)).headers.etag;

async function events(): Promise<{ type: string; details: Record<string, string> }[]> {
  const response = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events`);
  const { items } = response.body as { items: { type: string; details: Record<string, string> }[] };
  return items.filter(({ type }) => type.startsWith('sp_key.'));
}

describe('GET /sp/keys', () => {
  it('makes no key; the metadata do', async () => {
    expect(await keys.list()).toEqual([]);
    await metadata();
    expect((await keys.list()).map(({ purpose, status }) => [purpose, status])).toEqual([
      ['encryption', 'current'],
      ['signing', 'current'],
    ]);
  });

  it('shows what each is, and no private key', async () => {
    const { id, certificatePem } = await keys.created('signing');
    const [, next] = await keys.list();
    const certificate = new X509Certificate(certificatePem);
    expect(next).toEqual({
      id,
      purpose: 'signing',
      status: 'next',
      algorithm: 'rsa-2048',
      subject: `CN=${tenant.alias}`,
      sha256Fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      notBefore: '2026-03-01T10:00:00.000Z',
      notAfter: '2036-03-01T10:00:00.000Z',
      certificatePem,
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-01T10:00:00.000Z',
    });
  });

  it('is a list as any, page by page', async () => {
    await keys.created('signing');
    await keys.created('encryption');
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await keys.call('GET', `?limit=1${cursor}`);
      const { items, nextCursor } = body as { items: SpKeyItem[]; nextCursor: string | null };
      seen.push(...items.map(({ purpose, status }) => `${purpose} ${status}`));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(['encryption current', 'encryption next', 'signing current', 'signing next']);
    const made = Buffer.from('signing.lost').toString('base64url');
    expect(outcome(await keys.call('GET', `?cursor=${made}`))).toEqual([400, 'request.invalid']);
  });
});

describe('POST /sp/keys', () => {
  it('makes a next key, which the metadata name after the current one', async () => {
    const before = await metadata();
    const [current] = await keys.published('signing');
    const response = await keys.create('signing');
    const next = response.body as SpKeyItem;
    expect([response.status, next.status]).toEqual([201, 'next']);
    const path = `/api/v1/tenants/${tenant.alias}/sp/keys/${next.id}`;
    expect(response.headers.location).toBe(path);
    const found = await app.request('GET', path);
    expect([found.body, found.headers.etag]).toEqual([next, response.headers.etag]);
    expect(await keys.published('signing')).toEqual([current, next.sha256Fingerprint]);
    expect(await keys.published('encryption')).toHaveLength(1);
    expect((await metadata({ 'if-none-match': String(before.headers.etag) })).status).toBe(200);
  });

  it('publishes encryption keys unless assertionEncryption is off', async () => {
    await keys.created('encryption');
    expect(await keys.published('encryption')).toHaveLength(2);
    const body = { saml: { assertionEncryption: 'off' } };
    await app.request('PATCH', `/api/v1/tenants/${tenant.alias}`, { body });
    expect(await keys.published('encryption')).toEqual([]);
  });

  it('makes one only: 409 for a second, also of those that race at two nodes', async () => {
    const other = await startApp({}, app);
    const there = new SpKeyCalls(other, tenant.alias);
    const answers = await Promise.all([keys, there, keys, there].map((node) => node.create('signing')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(outcome(await keys.create('signing'))).toEqual([409, 'conflict']);
    expect(await keys.list()).toHaveLength(2);
    expect((await events()).map(({ type }) => type)).toEqual(['sp_key.created']);
    await other.close();
  });

  it.each([{}, { purpose: 'both' }, { purpose: null }, { purpose: 'signing', status: 'current' }])(
    'is 400 for %j',
    async (body) => {
      expect(outcome(await keys.call('POST', '', { body }))).toEqual([400, 'request.invalid']);
      expect(await keys.list()).toEqual([]);
    },
  );
});

describe('POST /sp/keys/{id}/promote', () => {
  it('makes the next key the current one, and the current one the previous, which is not published', async () => {
    const next = await keys.created('signing');
    const { current } = await keys.places('signing');
    app.clock.set(new Date('2026-03-08T10:00:00Z'));
    const response = await keys.call('POST', `/${next.id}/promote`);
    const updatedAt = '2026-03-08T10:00:00.000Z';
    expect(response).toMatchObject({ status: 200, body: { ...next, status: 'current', updatedAt } });
    expect(response.headers.etag).toBe((await keys.call('GET', `/${next.id}`)).headers.etag);
    expect(await keys.places('signing')).toEqual({ current: next.id, previous: current });
    expect(await keys.published('signing')).toEqual([next.sha256Fingerprint]);
  });

  it('deletes the key that was the previous one until then', async () => {
    const first = await keys.promoted(await keys.created('encryption'));
    const second = await keys.promoted(await keys.created('encryption'));
    expect(await keys.places('encryption')).toEqual({ current: second.id, previous: first.id });
  });

  it('takes the previous key back, and the current one is the next again', async () => {
    const next = await keys.created('signing');
    const before = await keys.list();
    await keys.promoted(next);
    const { previous = '' } = await keys.places('signing');
    expect((await keys.call('POST', `/${previous}/promote`)).status).toBe(200);
    expect((await keys.list()).map(({ id, status }) => [id, status])).toEqual(
      before.map(({ id, status }) => [id, status]),
    );
    expect((await keys.published('signing'))[1]).toBe(next.sha256Fingerprint);
  });

  it('lets the two change places where there is another next key', async () => {
    const first = await keys.promoted(await keys.created('encryption'));
    const { previous = '' } = await keys.places('encryption');
    const next = await keys.created('encryption');
    expect((await keys.call('POST', `/${previous}/promote`)).status).toBe(200);
    expect(await keys.places('encryption')).toEqual({ current: previous, next: next.id, previous: first.id });
  });

  it('is 409 for the current key, and of two at once for one', async () => {
    const next = await keys.created('signing');
    const promote = () => keys.call('POST', `/${next.id}/promote`);
    const answers = await Promise.all([promote(), promote()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(outcome(await promote())).toEqual([409, 'conflict']);
    expect(Object.keys(await keys.places('signing'))).toEqual(['current', 'previous']);
  });
});

describe('DELETE /sp/keys/{id}', () => {
  it('deletes a next and a previous key, once', async () => {
    const next = await keys.created('signing');
    await keys.promoted(next);
    const { previous = '' } = await keys.places('signing');
    const after = await keys.created('signing');
    for (const id of [previous, after.id]) {
      expect((await keys.call('DELETE', `/${id}`)).status).toBe(204);
      expect(outcome(await keys.call('DELETE', `/${id}`))).toEqual([404, 'not_found']);
    }
    expect(await keys.places('signing')).toEqual({ current: next.id });
    expect(await keys.published('signing')).toEqual([next.sha256Fingerprint]);
  });

  it('is 409 for the current key, which stays', async () => {
    await metadata();
    const { current = '' } = await keys.places('signing');
    expect(outcome(await keys.call('DELETE', `/${current}`))).toEqual([409, 'conflict']);
    expect(await keys.places('signing')).toEqual({ current });
  });
});

describe('each change', () => {
  it("raises the tenant's version, and is in the audit trail with the key's fingerprint", async () => {
    await metadata();
    const [{ sha256Fingerprint: first } = { sha256Fingerprint: '' }] = (await keys.list()).filter(
      ({ purpose }) => purpose === 'signing',
    );
    const tags = [await tenantTag()];
    const next = await keys.created('signing');
    tags.push(await tenantTag());
    await keys.promoted(next);
    tags.push(await tenantTag());
    await keys.call('DELETE', `/${(await keys.places('signing')).previous ?? ''}`);
    tags.push(await tenantTag());
    expect(new Set(tags).size).toBe(4);
    const { sha256Fingerprint, id } = next;
    expect(await events()).toMatchObject([
      { type: 'sp_key.deleted', details: { sha256Fingerprint: first, status: 'previous' } },
      { type: 'sp_key.promoted', details: { id, sha256Fingerprint, formerFingerprint: first, from: 'next' } },
      { type: 'sp_key.created', details: { id, sha256Fingerprint, purpose: 'signing' } },
    ]);
  });

  it('that deletes a key on the way says that too', async () => {
    await keys.promoted(await keys.created('signing'));
    const { previous } = await keys.places('signing');
    await keys.promoted(await keys.created('signing'));
    const deleted = (await events()).filter(({ type }) => type === 'sp_key.deleted');
    expect(deleted).toMatchObject([{ details: { id: previous } }]);
  });

  it('is held to If-Match', async () => {
    const response = await keys.create('signing');
    const { id } = response.body as SpKeyItem;
    const stale = { 'if-match': String(response.headers.etag) };
    expect((await keys.call('POST', `/${id}/promote`, { headers: stale })).status).toBe(200);
    const { previous = '' } = await keys.places('signing');
    app.clock.advance(1);
    // It is the next key again, as it was, and yet it was something else meanwhile.
    await keys.call('POST', `/${previous}/promote`);
    for (const [method, rest] of [
      ['POST', `/${id}/promote`],
      ['DELETE', `/${id}`],
    ] as const) {
      const answer = await keys.call(method, rest, { headers: stale });
      expect(outcome(answer)).toEqual([412, 'precondition_failed']);
    }
    const headers = { 'if-match': String((await keys.call('GET', `/${id}`)).headers.etag) };
    expect((await keys.call('DELETE', `/${id}`, { headers })).status).toBe(204);
  });

  it('has a tag of its own, also where two come at one moment', async () => {
    const next = await keys.created('signing');
    const tag = async () => (await keys.call('GET', `/${next.id}`)).headers.etag;
    const before = await tag();
    await keys.promoted(next);
    expect(await tag()).not.toBe(before);
  });

  it.each(['GET', 'DELETE', 'POST'])('by %s is 404 where there is no such key', async (method) => {
    const unknown = ['01890a5d-ac96-774b-bcce-b302099a8057', 'current', '1'];
    for (const id of unknown) {
      const rest = method === 'POST' ? `/${id}/promote` : `/${id}`;
      expect(outcome(await keys.call(method, rest))).toEqual([404, 'not_found']);
    }
  });

  it('is for admins; viewers read', async () => {
    const { id } = await keys.created('signing');
    const token = await createToken(app, 'viewer', tenant.alias);
    expect((await keys.call('GET', '', { token })).status).toBe(200);
    expect((await keys.call('GET', `/${id}`, { token })).status).toBe(200);
    const body = { purpose: 'encryption' };
    for (const answer of [
      await keys.call('POST', '', { token, body }),
      await keys.call('POST', `/${id}/promote`, { token }),
      await keys.call('DELETE', `/${id}`, { token }),
    ])
      expect(outcome(answer)).toEqual([403, 'auth.forbidden']);
  });
});
