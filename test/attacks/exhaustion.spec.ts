import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { isTrustworthyKey } from '../../src/saml/signature/algorithms';
import { parseMetadata } from '../../src/saml/metadata/parse-metadata';
import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';

const MEBIBYTE = 1024 * 1024;

/** Announces a large body, sends its beginning and no more, and waits for the answer: it must not need the rest. */
function offer(origin: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((done, failed) => {
    const agent = new Agent();
    const offered = request(`${origin}${path}`, {
      method: 'PUT',
      agent,
      headers: { 'content-type': 'application/xml', 'content-length': String(20 * MEBIBYTE), ...headers },
    });
    offered.write(Buffer.alloc(1024, 'x'));
    offered.on('error', failed);
    offered.on('response', ({ statusCode = 0 }) => {
      offered.removeListener('error', failed).on('error', () => undefined);
      offered.destroy();
      agent.destroy();
      done(statusCode);
    });
  });
}

describe('a body that is there to keep us busy', () => {
  let app: TestApp;
  let origin: string;
  let alias: string;
  beforeAll(async () => {
    app = await startApp();
    origin = await app.listen();
    ({ alias } = await createTenant(app));
  });
  afterAll(() => app.close());

  it.each<[string, Record<string, string>]>([
    ['without a token', {}],
    ['with another scheme', { authorization: 'Basic YTpi' }],
    ['with a token that nobody made', { authorization: `Bearer ${'x'.repeat(43)}` }],
  ])('is not read of a caller %s', async (_, headers) => {
    expect(await offer(origin, `/api/v1/tenants/${alias}/idp`, headers)).toBe(401);
  });

  it('is read of one with a token: the same address tells what is wrong with it', async () => {
    const token = await createToken(app, 'admin', alias);
    const response = await app.request('PUT', `/api/v1/tenants/${alias}/idp`, {
      token,
      body: 'x'.repeat(2 * MEBIBYTE),
      headers: { 'content-type': 'application/xml' },
    });
    expect(response.body).toMatchObject({ status: 400, code: 'idp.metadata_invalid' });
  });

  it('is refused unread where no token comes, whatever is wrong with it', async () => {
    const response = await app.request('POST', '/api/v1/tenants', {
      token: null,
      body: '{{{',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.body).toMatchObject({ status: 401, code: 'auth.required' });
    expect(response.headers['www-authenticate']).toBe('Bearer realm="ram-sso"');
  });

  it.each([
    ['a list of lists', (size: number) => `{"displayName":[${'[],'.repeat(size / 3)}[]]}`],
    ['a list of numbers', (size: number) => `{"loginNetworkMasks":[${'0,'.repeat(size / 2)}0]}`],
    [
      'a list of texts',
      (size: number) => `{"saml":{"authnContextClassRefs":[${'"a",'.repeat(size / 4)}"a"]}}`,
    ],
  ])('is refused by its count before it is walked: %s', async (_, write) => {
    const response = await app.request('PATCH', `/api/v1/tenants/${alias}`, {
      body: write(1_000_000),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.body).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  it('gets no answer that is longer than it was worth', async () => {
    const names = Array.from({ length: 15_000 }, (_, index) => [`k${index}`, 1]);
    const many = await app.request('PATCH', `/api/v1/tenants/${alias}`, { body: Object.fromEntries(names) });
    expect((many.body as { errors: unknown[] }).errors).toHaveLength(100);
    const long = await app.request('PATCH', `/api/v1/tenants/${alias}`, {
      body: { ['k'.repeat(900_000)]: 1 },
    });
    expect(long.status).toBe(400);
    expect(long.text.length).toBeLessThan(2000);
  });
});

describe('a key that takes long to check by', () => {
  const rsa = (bits: number, exponent: Buffer) => {
    const modulus = randomBytes(bits / 8);
    modulus[0] = 0xff;
    modulus[modulus.length - 1] = 0xff;
    const key = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
    return createPublicKey({ key, format: 'jwk' });
  };
  const usual = Buffer.from([1, 0, 1]);

  it.each([
    ['an exponent as long as the modulus', 3072, Buffer.alloc(384, 0x7f)],
    ['an exponent of 64 bits', 2048, Buffer.alloc(8, 0xff)],
    ['a modulus of 16384 bits', 16_384, usual],
  ])('is not believed: %s', (_, bits, exponent) => {
    expect(isTrustworthyKey(rsa(bits, exponent))).toBe(false);
  });

  it('is not one of the usual ones', () => {
    for (const bits of [2048, 3072, 4096, 8192]) expect(isTrustworthyKey(rsa(bits, usual))).toBe(true);
    expect(isTrustworthyKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)).toBe(true);
  });
});

describe('metadata that takes long to read', () => {
  const inside = (content: string) => `<a>${content}</a>`;

  it.each([
    ['elements', inside('<b/>'.repeat(2_000_001))],
    [
      'namespaces in force',
      inside(
        `<b ${Array.from({ length: 64 }, (_, i) => `xmlns:p${i}="urn:x"`).join(' ')}><c xmlns:q="urn:x"/></b>`,
      ),
    ],
  ])('is refused by the count of its %s', (_, xml) => {
    expect(() => parseMetadata(xml)).toThrow(/More than/);
  });

  it('is read where it is nothing but line ends', () => {
    const xml = inside('\r'.repeat(5_000_000));
    expect(parseMetadata(xml).children).toEqual([{ kind: 'text', value: '\n'.repeat(5_000_000) }]);
  });
});
