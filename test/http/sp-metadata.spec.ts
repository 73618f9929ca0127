import { X509Certificate } from 'node:crypto';
import { attribute, findChildren, requireChild, textOf } from '../../src/saml/xml/read-element';
import type { XmlElement } from '../../src/saml/xml/element';
import { parseMetadata } from '../../src/saml/metadata/parse-metadata';
import { NS } from '../../src/saml/names';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ baseUrl: 'https://sso.example' });
});
afterAll(() => app.close());

const get = (alias: string, headers = {}) => app.request('GET', `/saml/${alias}/metadata`, { headers });
const patch = ({ alias }: Tenant, body: object) => app.request('PATCH', `/api/v1/tenants/${alias}`, { body });

async function readRole(alias: string): Promise<{ root: XmlElement; role: XmlElement }> {
  const { text } = await get(alias);
  const root = parseMetadata(text);
  return { root, role: requireChild(root, NS.metadata, 'SPSSODescriptor') };
}

function keyUses(role: XmlElement): (string | undefined)[] {
  return findChildren(role, NS.metadata, 'KeyDescriptor').map((key) => attribute(key, 'use'));
}

function signingCertificate(role: XmlElement): X509Certificate {
  const [key] = findChildren(role, NS.metadata, 'KeyDescriptor');
  if (!key) throw new Error('no KeyDescriptor');
  const data = requireChild(requireChild(key, NS.signature, 'KeyInfo'), NS.signature, 'X509Data');
  return new X509Certificate(
    Buffer.from(textOf(requireChild(data, NS.signature, 'X509Certificate')), 'base64'),
  );
}

describe('GET /saml/{alias}/metadata', () => {
  it("is the SP's, for everyone, before there is a trust", async () => {
    const { alias, sp } = await createTenant(app);
    const response = await get(alias);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/samlmetadata\+xml/);
    const { root, role } = await readRole(alias);
    expect(attribute(root, 'entityID')).toBe(sp.entityId);
    expect(attribute(role, 'protocolSupportEnumeration')).toBe(NS.protocol);
    const locations = (name: string) =>
      findChildren(role, NS.metadata, name).map((element) => attribute(element, 'Location'));
    expect(locations('AssertionConsumerService')).toEqual([sp.acsUrl]);
    expect(new Set(locations('SingleLogoutService'))).toEqual(new Set([sp.sloUrl]));
    const certificate = signingCertificate(role);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(certificate.subject).toContain(alias);
  });

  it('has certificates that need no authority, end in ten years, and name no list of revoked ones', async () => {
    const { alias } = await createTenant(app);
    const certificate = signingCertificate((await readRole(alias)).role);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const [from, to] = [certificate.validFrom, certificate.validTo].map((text) =>
      new Date(text).getUTCFullYear(),
    );
    expect((to ?? 0) - (from ?? 0)).toBe(10);
    // RFC 5280, 4.2.1.13: the identifier 2.5.29.31. AD FS would ask such a list.
    expect(certificate.raw.includes(Buffer.from('0603551d1f', 'hex'))).toBe(false);
  });

  it('follows saml.signAuthnRequests', async () => {
    const tenant = await createTenant(app);
    for (const [value, expected] of [
      ['always', 'true'],
      // The IdP must refuse unsigned requests where this is true (erratum E7), and `auto` sends such.
      ['auto', 'false'],
      ['never', 'false'],
    ]) {
      await patch(tenant, { saml: { signAuthnRequests: value } });
      expect(attribute((await readRole(tenant.alias)).role, 'AuthnRequestsSigned')).toBe(expected);
    }
  });

  it('has an encryption key unless assertionEncryption is off', async () => {
    const tenant = await createTenant(app);
    expect(keyUses((await readRole(tenant.alias)).role)).toEqual(['signing']);
    for (const assertionEncryption of ['optional', 'required']) {
      await patch(tenant, { saml: { assertionEncryption } });
      expect(keyUses((await readRole(tenant.alias)).role)).toEqual(['signing', 'encryption']);
    }
  });

  it('names emailAddress first, since importers take the first for what NameID shall be', async () => {
    const { role } = await readRole((await createTenant(app)).alias);
    expect(findChildren(role, NS.metadata, 'NameIDFormat').map(textOf)).toEqual([
      'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    ]);
  });

  it("names the tenant's own nameIdFormat alone", async () => {
    const nameIdFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const { alias } = await createTenant(app, { saml: { nameIdFormat } });
    const { role } = await readRole(alias);
    expect(findChildren(role, NS.metadata, 'NameIDFormat').map(textOf)).toEqual([nameIdFormat]);
  });

  it('keeps its keys, and its ETag until something in it changes', async () => {
    const tenant = await createTenant(app);
    const first = await get(tenant.alias);
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[^"]+"$/);
    await patch(tenant, { displayName: 'Not in the metadata' });
    const second = await get(tenant.alias);
    expect(second.text).toBe(first.text);
    expect(second.headers.etag).toBe(etag);
    const unchanged = await get(tenant.alias, { 'if-none-match': `"x", W/${etag}` });
    expect(unchanged.status).toBe(304);
    expect(unchanged.text).toBe('');
    expect(unchanged.headers.etag).toBe(etag);
    await patch(tenant, { saml: { signAuthnRequests: 'never' } });
    const changed = await get(tenant.alias, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it('is the same from every node, asked at once', async () => {
    const { alias } = await createTenant(app);
    const other = await startApp({}, app);
    const path = `/saml/${alias}/metadata`;
    const answers = await Promise.all([app, other, app, other].map((node) => node.request('GET', path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    await other.close();
  });

  // CVE-2024-5478: what stood in the path became markup of the metadata.
  it.each(['nobody', 'NO-ALIAS', 'a%27'])('is 404 for %s', async (alias) => {
    const response = await get(alias);
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'tenant.not_found' });
  });
});
