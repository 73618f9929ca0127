import { X509Certificate } from 'node:crypto';
import { codeOf, createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { certificateOf, SpKeyCalls, type SpKeyItem } from '../support/sp-keys';

let app: TestApp;
let tenant: Tenant;
let keys: SpKeyCalls;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
  tenant = await createTenant(app);
  keys = new SpKeyCalls(app, tenant.alias);
});

const read = async (rest: string) =>
  (await app.request('GET', `/api/v1/tenants/${tenant.alias}${rest}`)).body;
const current = async () => (await keys.list()).find(({ status }) => status === 'current');
const kindOf = (key: SpKeyItem) => {
  const { publicKey } = new X509Certificate(certificateOf(key));
  const { namedCurve, modulusLength } = publicKey.asymmetricKeyDetails ?? {};
  return [publicKey.asymmetricKeyType, namedCurve ?? modulusLength];
};

describe('the kind of an SP key', () => {
  it('is RSA where none is named', async () => {
    const next = await keys.created('signing');
    const all = await keys.list();
    expect([next, ...all].map(({ algorithm }) => algorithm)).toEqual(['rsa-2048', 'rsa-2048', 'rsa-2048']);
    expect(all.map(kindOf)).toEqual([
      ['rsa', 2048],
      ['rsa', 2048],
    ]);
  });

  it('is EC where that is named, with a certificate for ten years that signs and enciphers nothing', async () => {
    const next = await keys.created('signing', 'ec-p256');
    expect(next).toMatchObject({
      algorithm: 'ec-p256',
      subject: `CN=${tenant.alias}`,
      notBefore: '2026-03-01T10:00:00.000Z',
      notAfter: '2036-03-01T10:00:00.000Z',
    });
    expect(kindOf(next)).toEqual(['ec', 'prime256v1']);
    const certificate = new X509Certificate(certificateOf(next));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    // Digital signature alone, RFC 5280, 4.2.1.3.
    expect(certificate.raw.includes(Buffer.from('551d0f0101ff040403020780', 'hex'))).toBe(true);
    expect(await read(`/sp/keys/${next.id}`)).toEqual(next);
  });

  it('is that of the current key, where none is named later', async () => {
    await keys.promoted(await keys.created('signing', 'ec-p256'));
    const next = await keys.promoted(await keys.created('signing'));
    expect(next.algorithm).toBe('ec-p256');
    expect((await keys.created('encryption')).algorithm).toBe('rsa-2048');
    expect((await keys.created('signing', 'rsa-2048')).algorithm).toBe('rsa-2048');
  });

  it('may be one beside the other: the metadata name both, and the way back is one call', async () => {
    const next = await keys.created('signing', 'ec-p256');
    const first = await current();
    expect(await keys.published('signing')).toEqual([first?.sha256Fingerprint, next.sha256Fingerprint]);
    await keys.promoted(next);
    expect(await keys.published('signing')).toEqual([next.sha256Fingerprint]);
    if (first) await keys.promoted(first);
    expect(await keys.published('signing')).toEqual([first?.sha256Fingerprint, next.sha256Fingerprint]);
  });

  it('is RSA for encryption', async () => {
    const response = await keys.create('encryption', 'ec-p256');
    expect([response.status, codeOf(response)]).toEqual([400, 'request.invalid']);
    expect(response.body).toMatchObject({ errors: [{ field: 'algorithm' }] });
    expect(await keys.list()).toEqual([]);
    expect((await keys.created('encryption', 'rsa-2048')).algorithm).toBe('rsa-2048');
  });

  it.each([
    '',
    'rsa',
    'RSA-2048',
    'ec-p256 ',
    'ec-p384',
    'ed25519',
    '__proto__',
    null,
    0,
    true,
    {},
    [],
    ['ec-p256'],
  ])('is refused where it is %j', async (algorithm) => {
    const response = await keys.create('signing', algorithm);
    expect([response.status, codeOf(response)]).toEqual([400, 'request.invalid']);
    expect(response.body).toMatchObject({ errors: [{ field: 'algorithm' }] });
    expect(await keys.list()).toEqual([]);
  });
});

describe('what tells of a key tells its kind', () => {
  it('is the audit trail, of each step', async () => {
    await keys.promoted(await keys.created('signing', 'ec-p256'));
    await keys.call('DELETE', `/${(await keys.places('signing')).previous ?? ''}`);
    const { items } = (await read('/audit-events')) as { items: { type: string; details: object }[] };
    expect(items.filter(({ type }) => type.startsWith('sp_key.'))).toMatchObject([
      { type: 'sp_key.deleted', details: { algorithm: 'rsa-2048' } },
      { type: 'sp_key.promoted', details: { algorithm: 'ec-p256', formerAlgorithm: 'rsa-2048' } },
      { type: 'sp_key.created', details: { algorithm: 'ec-p256' } },
    ]);
  });

  it("is the trust's health", async () => {
    await keys.created('signing', 'ec-p256');
    expect(await read('/idp/health')).toMatchObject({
      sp: {
        keys: [
          { status: 'current', algorithm: 'rsa-2048' },
          { status: 'next', algorithm: 'ec-p256', daysLeft: 3653 },
        ],
      },
    });
  });

  it.each(['adfs', 'entra', 'okta', 'simplesamlphp'])(
    "is what sets up an IdP's side, of %s",
    async (product) => {
      const setup = async () =>
        (await app.request('GET', `/api/v1/tenants/${tenant.alias}/sp/setup/${product}`)).text;
      const before = await setup();
      await keys.promoted(await keys.created('signing', 'ec-p256'));
      expect(before).not.toContain('ECDSA');
      expect(await setup()).toContain('ECDSA');
    },
  );
});
