import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { ListQuery, toPageRequest } from '../../src/http/list-page.dto';
import { Problem } from '../../src/http/problem';
import { AcceptsForm, AcceptsXml, AnswersPage } from '../../src/http/route-options';
import { codeOf } from '../support/api';
import { Requires } from '../../src/http/access';
import { startPlatform } from '../support/platform';
import type { TestApp, TestResponse } from '../support/test-app';

class SamlBody {
  @IsIn(['auto', 'post'])
  requestBinding: string;
}

class ThingBody {
  @IsString()
  name: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  masks?: string[];

  @IsOptional()
  @ValidateNested()
  @Type(() => SamlBody)
  saml?: SamlBody;
}

@Controller()
class ThingsController {
  @Post('api/v1/things')
  @Requires('platform.admin')
  create(@Body() body: ThingBody): ThingBody {
    return body;
  }

  @Get('api/v1/things')
  @Requires('platform.admin')
  list(@Query() query: ListQuery): unknown {
    return toPageRequest(query, () => true);
  }

  @Get('api/v1/things/:name')
  @Requires('platform.admin')
  get(@Param('name') name: string): unknown {
    if (name === 'broken') throw new Error('SELECT secret FROM tokens');
    if (name === 'gone') throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    return { name };
  }

  @Put('api/v1/things/:name/document')
  @Requires('platform.admin')
  @AcceptsXml()
  document(@Body() body: unknown): unknown {
    return { isBuffer: Buffer.isBuffer(body), length: Buffer.isBuffer(body) ? body.length : 0 };
  }

  @Post('form')
  @HttpCode(200)
  @AcceptsForm()
  @AnswersPage()
  form(@Body() body: Record<string, string>): unknown {
    if (body.refuse) throw new Problem('sso.disabled', 'It is <off>.');
    return body;
  }
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const FORM_HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };

describe('what every request goes through', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startPlatform([ThingsController]);
  });
  afterAll(() => app.close());

  const post = (body: unknown, headers: Record<string, string> = JSON_HEADERS): Promise<TestResponse> =>
    app.request('POST', '/api/v1/things', { body, headers });
  const fields = (response: TestResponse): string[] =>
    (response.body as { errors?: { field: string }[] }).errors?.map(({ field }) => field) ?? [];

  describe('problems', () => {
    it('answers an unknown path with 404, in the contract’s form', async () => {
      const response = await app.request('GET', '/nothing/here');
      expect(response.status).toBe(404);
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(response.body).toEqual({
        type: 'urn:ram-sso:problem:not_found',
        title: 'There is nothing here',
        status: 404,
        detail: expect.any(String) as string,
        code: 'not_found',
        requestId: response.headers['x-request-id'],
      });
    });

    it.each([
      ['DELETE', '/api/v1/things', 'GET, HEAD, POST'],
      ['POST', '/api/v1/things/one', 'GET, HEAD'],
      ['OPTIONS', '/form', 'POST'],
      ['POST', '/docs', 'GET, HEAD'],
    ])('answers %s %s with 405 and Allow: %s', async (method, path, allow) => {
      const response = await app.request(method, path);
      expect([response.status, response.headers.allow]).toEqual([405, allow]);
      expect(response.body).toMatchObject({ code: 'request.method_not_allowed' });
    });

    it.each([
      ['POST', '/nothing/here', 404, 'not_found'],
      ['POST', '/api/v1/nothing', 404, 'not_found'],
      ['PUT', '/form', 405, 'request.method_not_allowed'],
      ['DELETE', '/api/v1/things', 405, 'request.method_not_allowed'],
    ])('answers %s %s with %d whatever is sent there', async (method, path, status, code) => {
      for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
        const response = await app.request(method, path, { body: 'a=b', headers: { 'content-type': type } });
        expect(response.body).toMatchObject({ status, code });
      }
    });

    it('shows nothing of what it did not expect', async () => {
      const response = await app.request('GET', '/api/v1/things/broken');
      expect(response.status).toBe(500);
      expect(response.body).toMatchObject({ code: 'internal' });
      expect(response.text).not.toMatch(/SELECT|token|stack|at /);
    });

    it('answers 503 with Retry-After where the database is not there', async () => {
      const response = await app.request('GET', '/api/v1/things/gone');
      expect([response.status, response.headers['retry-after']]).toEqual([503, '5']);
      expect(response.body).toMatchObject({ code: 'unavailable' });
    });

    it('has a page for browsers, escaped, and JSON where Accept ranks it higher', async () => {
      const ask = (accept: string): Promise<TestResponse> =>
        app.request('POST', '/form', { body: 'refuse=1', headers: { ...FORM_HEADERS, accept } });
      const page = await ask('text/html,application/xhtml+xml,*/*;q=0.8');
      expect([page.status, page.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
      expect(page.text).toContain('sso.disabled');
      expect(page.text).not.toContain('<off>');
      expect((await ask('*/*')).headers['content-type']).toContain('text/html');
      expect((await ask('application/json, text/html;q=0.5')).body).toMatchObject({ code: 'sso.disabled' });
    });

    it('has a page for an unknown path only where a browser asks, and never below /api', async () => {
      const accept = { headers: { accept: 'text/html' } };
      expect((await app.request('GET', '/nothing', accept)).headers['content-type']).toContain('text/html');
      expect((await app.request('GET', '/api/v1/nothing', accept)).body).toMatchObject({ code: 'not_found' });
    });
  });

  describe('bodies', () => {
    it('takes a right one', async () => {
      const response = await post({ name: 'a', masks: ['10.0.0.0/8'], saml: { requestBinding: 'post' } });
      expect(response.status).toBe(201);
      expect(response.body).toEqual({ name: 'a', masks: ['10.0.0.0/8'], saml: { requestBinding: 'post' } });
    });

    it('names every field that is wrong, nested and unknown ones too', async () => {
      const response = await post({ name: 7, colour: 'red', saml: { requestBinding: 'pigeon', more: 1 } });
      expect(response.status).toBe(400);
      expect(response.body).toMatchObject({ code: 'request.invalid' });
      expect(fields(response).sort()).toEqual(['colour', 'name', 'saml.more', 'saml.requestBinding']);
    });

    it.each([
      ['broken JSON', '{"name":'],
      ['nothing', ''],
      ['a list', '[{"name":"a"}]'],
      ['a string', '"name"'],
      ['null', 'null'],
      ['__proto__', '{"name":"a","__proto__":{"admin":true}}'],
      ['constructor.prototype', '{"name":"a","constructor":{"prototype":{"admin":true}}}'],
      ['a field twice', '{"name":"a","saml":{"requestBinding":"post","request\\u0042inding" : "auto"}}'],
      ['a field that every object has', '{"name":"a","toString":"x"}'],
      ['a field that every object has, further in', '{"name":"a","saml":{"hasOwnProperty":1}}'],
      ['constructor', '{"name":"a","constructor":"x"}'],
      ['prototype', '{"name":"a","prototype":{}}'],
      ['prototype, further in', '{"name":"a","saml":{"requestBinding":"post","prototype":null}}'],
      ['a NUL', '{"name":"a\\u0000b"}'],
      ['half of a surrogate pair', '{"name":"a\\ud800b"}'],
      ['a NUL in a name', '{"na\\u0000me":"a"}'],
      ['deep nesting', `{"name":"a","saml":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ])('refuses %s with request.invalid', async (_, body) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(response.body).toMatchObject({ code: 'request.invalid' });
    });

    it.each([
      ['text/plain', 'name'],
      ['application/x-www-form-urlencoded', 'name=a'],
      ['application/xml', '<a/>'],
      ['nonsense', '{}'],
    ])('refuses %s where JSON is asked for', async (type, body) => {
      const response = await post(body, { 'content-type': type });
      expect([response.status, codeOf(response)]).toEqual([415, 'request.unsupported_media_type']);
    });

    it('refuses JSON where a form is asked for', async () => {
      const response = await app.request('POST', '/form', {
        body: {},
        headers: { accept: 'application/json' },
      });
      expect(response.status).toBe(415);
    });

    it('gives an XML document byte for byte, beyond the limit of JSON', async () => {
      const body = Buffer.alloc(2 * 1024 * 1024, 'x');
      const headers = { 'content-type': 'application/samlmetadata+xml; charset=utf-8' };
      const response = await app.request('PUT', '/api/v1/things/one/document', { body, headers });
      expect(response.body).toEqual({ isBuffer: true, length: body.length });
    });

    it.each([
      ['POST', '/api/v1/things', JSON_HEADERS, 1024 * 1024 + 1],
      ['POST', '/form', { ...FORM_HEADERS, accept: 'application/json' }, 512 * 1024 + 1],
      ['PUT', '/api/v1/things/one/document', { 'content-type': 'text/xml' }, 50 * 1024 * 1024 + 1],
    ])('answers 413 to a larger body: %s %s', async (method, path, headers, size) => {
      const response = await app.request(method, path, { body: Buffer.alloc(size, 'x'), headers });
      expect([response.status, codeOf(response)]).toEqual([413, 'request.too_large']);
    });

    it('refuses a form with a field twice, and touches no prototype', async () => {
      const send = (body: string): Promise<TestResponse> =>
        app.request('POST', '/form', { body, headers: { ...FORM_HEADERS, accept: 'application/json' } });
      expect(fields(await send('a=1&a=2'))).toEqual(['a']);
      expect((await send('b=+2%2B')).body).toEqual({ b: ' 2+' });
      expect((await send(`a=1${'&'.repeat(50)}`)).status).toBe(400);
      expect(fields(await send('__proto__=1'))).toEqual(['__proto__']);
    });

    it('does not ask for a body where there is only its type', async () => {
      expect((await app.request('GET', '/api/v1/things', { headers: JSON_HEADERS })).status).toBe(200);
    });
  });

  describe('queries and paths', () => {
    it.each(['0', '501', '-1', '1.5', 'ten', '0x10', ''])('refuses limit=%s', async (limit) => {
      const response = await app.request('GET', `/api/v1/things?limit=${limit}`);
      expect([response.status, fields(response)]).toEqual([400, ['limit']]);
    });

    it.each([
      ['limit=1&limit=2', 'limit'],
      ['cursor=!!', 'cursor'],
      ['cursor=AA', 'cursor'],
      ['colour=red', 'colour'],
      ['cursor=a%00b', 'cursor'],
      ['__proto__=x', '__proto__'],
      ['cursor=%ff', 'query'],
      ['cursor=%ed%a0%80', 'query'],
      ['cursor=%', 'query'],
    ])('refuses ?%s', async (query, field) => {
      const response = await app.request('GET', `/api/v1/things?${query}`);
      expect([response.status, fields(response)]).toEqual([400, [field]]);
    });

    it('takes the limits of a page', async () => {
      expect((await app.request('GET', '/api/v1/things')).body).toEqual({ limit: 50 });
      expect((await app.request('GET', '/api/v1/things?limit=500')).body).toEqual({ limit: 500 });
    });

    it.each([
      ['/api/v1/things/a%00b', 400],
      ['/api/v1/things/%E0%A4%A', 400],
      ['/api/v1/things/%ED%A0%80', 400],
      [`/api/v1/things/${'a'.repeat(300)}`, 404],
    ])('answers %s with %i', async (path, status) => {
      const response = await app.request('GET', path);
      expect(response.status).toBe(status);
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(response.headers['x-content-type-options']).toBe('nosniff');
    });
  });

  describe('headers', () => {
    it.each([
      ['GET', '/api/v1/things'],
      ['GET', '/nothing'],
      ['POST', '/api/v1/things'],
      ['GET', '/docs'],
    ])('are strict on %s %s', async (method, path) => {
      const { headers } = await app.request(method, path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('strict-transport-security');
    });

    it.each(['abc', 'A.b_c-9', 'x'.repeat(128)])('keep a request id such as %s', async (id) => {
      const response = await app.request('GET', '/nothing', { headers: { 'x-request-id': id } });
      expect(response.headers['x-request-id']).toBe(id);
      expect(response.body).toMatchObject({ requestId: id });
    });

    it.each(['', 'x'.repeat(129), 'a b', 'a"b', 'ä', '.', '..'])('give one of our own for %s', async (id) => {
      const response = await app.request('GET', '/nothing', { headers: { 'x-request-id': id } });
      expect(response.headers['x-request-id']).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    });
  });
});
