import { BINDING } from '../../../src/saml/names';
import {
  aggregate,
  certificateOf,
  entity,
  key,
  read,
  role,
  SAML2,
  service,
  soundEntity,
  SSO,
  warningsOf,
} from './idp-document';

const SP = `<md:SPSSODescriptor ${SAML2}/>`;
let rsa: string;

beforeAll(async () => {
  rsa = key(await certificateOf('rsa'));
});

function withServices(...services: string[]): string {
  return entity(role(rsa + services.join('')));
}

describe('which IdP', () => {
  it('is the one of the document, nested aggregates and SPs aside', async () => {
    const xml = aggregate(entity(SP, 'urn:sp') + aggregate(aggregate(await soundEntity('urn:idp'))));
    expect(read(xml).entityId).toBe('urn:idp');
  });

  it('is the one that is asked for', async () => {
    const xml = aggregate((await soundEntity('urn:one')) + aggregate(await soundEntity('urn:two')));
    expect(read(xml, 'urn:two').entityId).toBe('urn:two');
  });

  it('must be said where there are several, the first 20 of which are named', async () => {
    const entities = await Promise.all(
      Array.from({ length: 25 }, (_, index) => soundEntity(`urn:idp-${index}`)),
    );
    const candidates = Array.from({ length: 20 }, (_, index) => `urn:idp-${index}`);
    expect(() => read(aggregate(entities.join('')))).toThrow(
      expect.objectContaining({ candidates }) as Error,
    );
    expect(() => read(aggregate(entities.join('')))).toThrow(/25: "urn:idp-0".* and 5 more/);
  });

  it('is found among the thousands of a federation', async () => {
    const one = await soundEntity('urn:idp');
    const many = Array.from({ length: 8000 }, (_, index) => one.replace('urn:idp', `urn:idp-${index}`));
    const xml = aggregate(many.join('\n'));
    expect(read(xml, 'urn:idp-7999').entityId).toBe('urn:idp-7999');
    expect(() => read(xml)).toThrow(/8000: "urn:idp-0"/);
  });

  it('is named whole where it can be chosen, and one that is too long is cut between characters', async () => {
    const longest = '😀'.repeat(1024);
    const xml = aggregate((await soundEntity(longest)) + (await soundEntity(`x${longest}y`)));
    const candidates = [longest, `x${'😀'.repeat(1023)}`];
    expect(() => read(xml)).toThrow(expect.objectContaining({ candidates }) as Error);
    expect(read(xml, longest).entityId).toBe(longest);
  });

  it('must be in the document', async () => {
    const xml = await soundEntity('urn:one');
    expect(() => read(xml, 'urn:two')).toThrow(expect.objectContaining({ candidates: ['urn:one'] }) as Error);
    expect(() => read(xml, 'urn:one ')).toThrow(/urn:one/);
  });

  it('must be there once', async () => {
    const xml = aggregate((await soundEntity('urn:one')) + (await soundEntity('urn:one')));
    expect(() => read(xml, 'urn:one')).toThrow(/got 2/);
  });

  it('must be one at all', () => {
    expect(() => read(entity(SP))).toThrow(/service provider/);
    expect(() => read(entity(''))).toThrow(/IDPSSODescriptor/);
    expect(() => read(aggregate(''))).toThrow(/IDPSSODescriptor/);
  });

  it.each([
    ['a name that is no URI', 'IdP Entity ID'],
    ['one character', 'x'],
    ['1024 characters', '😀'.repeat(1024)],
  ])('may have as entityID %s', async (_what, entityId) => {
    expect(read(await soundEntity(entityId)).entityId).toBe(entityId);
  });

  it.each([
    ['none', ''],
    ['1025 characters', 'x'.repeat(1025)],
  ])('may not have as entityID %s', async (_what, entityId) => {
    const xml = await soundEntity(entityId);
    expect(() => read(xml)).toThrow(/1 to 1024 characters/);
  });
});

describe('roles', () => {
  it('are taken together where an entity has several', () => {
    const first = role(
      rsa + SSO + '<md:NameIDFormat> urn:a </md:NameIDFormat><md:NameIDFormat>urn:b</md:NameIDFormat>',
    );
    const post = service('SingleSignOnService', 'HTTP-POST', 'https://idp.example/post');
    const second = role(
      `${post}<md:NameIDFormat>urn:a</md:NameIDFormat>`,
      `${SAML2} WantAuthnRequestsSigned=" true "`,
    );
    expect(read(entity(first + second))).toMatchObject({
      ssoServices: [
        { binding: BINDING.redirect, location: 'https://idp.example/sso' },
        { binding: BINDING.post, location: 'https://idp.example/post' },
      ],
      nameIdFormats: ['urn:a', 'urn:b'],
      wantAuthnRequestsSigned: true,
      warnings: [],
    });
  });

  it('give the formats that they name, each once, and 100 at most', () => {
    const formats = Array.from({ length: 100 }, (_, index) => `urn:${index}`);
    const named = ['', ...formats, ' ', 'urn:0'].map(
      (format) => `<md:NameIDFormat>${format}</md:NameIDFormat>`,
    );
    expect(read(entity(role(rsa + SSO + named.join('')))).nameIdFormats).toEqual(formats);
  });

  it('are 20 at most', () => {
    expect(() => read(entity(role(rsa + SSO).repeat(21)))).toThrow(/at most 20/);
  });

  it('count only as far as they speak SAML 2.0', async () => {
    const saml1 = role(
      key(await certificateOf('ec')) +
        service('SingleSignOnService', 'HTTP-POST', 'https://idp.example/saml1'),
      'protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"',
    );
    const { ssoServices, signingCertificates } = read(entity(saml1 + role(rsa + SSO)));
    expect(ssoServices.map(({ location }) => location)).toEqual(['https://idp.example/sso']);
    expect(signingCertificates).toHaveLength(1);
  });

  it('that speak no SAML 2.0 give a warning', () => {
    expect(warningsOf(entity(role(rsa + SSO, 'protocolSupportEnumeration="urn:other"')))).toEqual([
      'saml2_not_supported',
    ]);
    expect(warningsOf(entity(role(rsa + SSO, '')))).toEqual(['saml2_not_supported']);
  });

  it.each([
    ['WantAuthnRequestsSigned="1"', true],
    ['WantAuthnRequestsSigned="false"', false],
    ['', false],
  ])('want requests signed: %s', (attributes, wanted) => {
    expect(read(entity(role(rsa + SSO, `${SAML2} ${attributes}`))).wantAuthnRequestsSigned).toBe(wanted);
  });
});

describe('endpoints', () => {
  it('are kept as they stand, each once, with where answers go', () => {
    const slo = service(
      'SingleLogoutService',
      'HTTP-POST',
      ' https://idp.example/slo?a=1&amp;b=2 ',
      'ResponseLocation="https://idp.example/answers"',
    );
    const soap = service('SingleLogoutService', 'SOAP', 'https://idp.example/soap');
    expect(read(withServices(SSO, SSO, slo, soap, slo))).toMatchObject({
      ssoServices: [{ binding: BINDING.redirect, location: 'https://idp.example/sso' }],
      sloServices: [
        {
          binding: BINDING.post,
          location: 'https://idp.example/slo?a=1&b=2',
          responseLocation: 'https://idp.example/answers',
        },
        { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP', location: 'https://idp.example/soap' },
      ],
    });
  });

  it.each([
    ['http', 'HTTP://idp.example/sso', ['endpoint_not_https']],
    ['loopback', 'http://127.0.0.1:8080/sso', ['endpoint_not_https']],
    ['https', 'HTTPS://idp.example/sso', []],
  ])('by %s', (_what, location, warnings) => {
    expect(warningsOf(withServices(service('SingleSignOnService', 'HTTP-POST', location)))).toEqual(warnings);
  });

  it.each([
    ['https://idp.example/登录?a=ü', 'https://idp.example/%E7%99%BB%E5%BD%95?a=%C3%BC'],
    ['https://bücher.example/sso', 'https://xn--bcher-kva.example/sso'],
    ['https://idp.example', 'https://idp.example'],
  ])('are kept in a form that can be sent: %s', (written, location) => {
    const { ssoServices } = read(withServices(service('SingleSignOnService', 'HTTP-POST', written)));
    expect(ssoServices[0]?.location).toBe(location);
  });

  it('warn of http once an address, logout and its answers included', () => {
    const sso = service('SingleSignOnService', 'HTTP-POST', 'http://idp.example/a');
    const slo = service(
      'SingleLogoutService',
      'HTTP-POST',
      'http://idp.example/a',
      'ResponseLocation="http://idp.example/b"',
    );
    expect(warningsOf(withServices(sso, slo))).toEqual(['endpoint_not_https', 'endpoint_not_https']);
  });

  it.each([
    ['script', 'javascript:alert(1)'],
    ['script behind a line end', 'java&#10;script:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a file', 'file:///etc/passwd'],
    ['ftp', 'ftp://idp.example/sso'],
    ['a path alone', '/sso'],
    ['script around an address', "javascript:location='https://idp.example/sso'"],
    ['a user and a password', 'https://user:secret@idp.example/sso'],
    ['a user', 'https://user@idp.example/sso'],
    ['a password', 'https://:secret@idp.example/sso'],
    ['a fragment', 'https://idp.example/sso#top'],
    ['any host', 'https://*/sso'],
    ['no scheme', 'idp.example/sso'],
    ['no host', 'https://'],
    ['a line end inside', 'https://idp.example/&#10;sso'],
    ['a blank inside', 'https://idp.example/s so'],
    ['2049 characters', 'https://idp.example/'.padEnd(2049, 'x')],
    ['nothing', ''],
  ])('with %s for an address are refused', (_what, location) => {
    const bad = service('SingleSignOnService', 'HTTP-POST', location);
    expect(() => read(withServices(SSO, bad))).toThrow(/http or https/);
    expect(() => read(withServices(SSO, bad.replace('SignOn', 'Logout')))).toThrow(/http or https/);
  });

  it('may have 2048 characters for an address and for a Binding', () => {
    const location = 'https://idp.example/'.padEnd(2048, 'x');
    const binding = 'x'.repeat(2048);
    const long = `<md:SingleSignOnService Binding="${binding}" Location="${location}"/>`;
    expect(read(withServices(SSO, long)).ssoServices[1]).toEqual({ binding, location });
  });

  it('for answers are held to the same', () => {
    const slo = service(
      'SingleLogoutService',
      'HTTP-POST',
      'https://idp.example/slo',
      'ResponseLocation="javascript:1"',
    );
    expect(() => read(withServices(SSO, slo))).toThrow(/http or https/);
  });

  it('need a Binding', () => {
    const bad = '<md:SingleSignOnService Location="https://idp.example/sso"/>';
    expect(() => read(withServices(bad))).toThrow(/Binding/);
  });

  it('for sign-in must be there', () => {
    expect(() => read(withServices())).toThrow(/SingleSignOnService/);
  });

  it.each(['SOAP', 'HTTP-Artifact', 'PAOS'])('for sign-in by %s alone are refused', (binding) => {
    const other = service('SingleSignOnService', binding, 'https://idp.example/other');
    expect(() => read(withServices(other))).toThrow(
      /by HTTP-Redirect or HTTP-POST, got "\S*:SAML:2.0:\S*"\. /,
    );
    expect(warningsOf(withServices(other, SSO))).toEqual([]);
  });

  it('for sign-in by another protocol alone give a warning: sign-in can begin only at the IdP', () => {
    const other = service('SingleSignOnService', 'SOAP', 'https://idp.example/other').replace(
      /Binding="[^"]*"/,
      'Binding="urn:mace:shibboleth:1.0:profiles:AuthnRequest"',
    );
    expect(warningsOf(withServices(other))).toEqual(['sso_endpoint_missing']);
    expect(warningsOf(withServices(other, SSO))).toEqual([]);
  });

  it('are 100 a kind at most', () => {
    expect(() => read(withServices(SSO.repeat(101)))).toThrow(/at most 100/);
  });
});

describe('validUntil', () => {
  it('is the earliest around', async () => {
    const xml = aggregate(
      await soundEntity('urn:one', 'validUntil="2027-01-01T00:00:00Z"'),
      'validUntil="2026-06-01T00:00:00Z"',
    );
    expect(read(xml).validUntil).toEqual(new Date('2026-06-01T00:00:00Z'));
    expect(warningsOf(xml)).toEqual([]);
    const early = await soundEntity('urn:one', 'validUntil="2026-05-01T00:00:00Z"');
    const around = aggregate(early, 'validUntil="2026-06-01T00:00:00Z"');
    expect(read(around).validUntil).toEqual(new Date('2026-05-01T00:00:00Z'));
  });

  it('is quoted without half of a character', async () => {
    const { warnings } = read(await soundEntity('urn:one', `validUntil="${'x'.repeat(199)}\u{1F600}"`));
    expect(warnings[0]?.message).toContain('x'.repeat(199));
    expect(warnings[0]?.message.isWellFormed()).toBe(true);
  });

  it.each([
    ['2026-03-01T10:00:00Z', 'metadata_expired'],
    ['next year', 'valid_until_unreadable'],
  ])('%s gives a warning', async (validUntil, code) => {
    expect(warningsOf(await soundEntity('urn:one', `validUntil="${validUntil}"`))).toEqual([code]);
  });
});
