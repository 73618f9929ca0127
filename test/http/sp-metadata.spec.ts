import { X509Certificate } from 'node:crypto';
import {
  attribute,
  childElements,
  findChildren,
  requireChild,
  textOf,
} from '../../src/saml/xml/read-element';
import type { XmlElement } from '../../src/saml/xml/element';
import { requireSignedMetadata } from '../../src/saml/metadata/require-signed-metadata';
import { parseMetadata } from '../../src/saml/metadata/parse-metadata';
import { NS } from '../../src/saml/names';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { SpKeyCalls } from '../support/sp-keys';

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

  it('says who runs the service, where the settings do', async () => {
    const { alias } = await createTenant(app);
    expect((await get(alias)).text).not.toMatch(/Organization|ContactPerson/);
    const named = await startApp(
      {
        organizationName: 'ACME & Co.',
        organizationUrl: 'https://www.acme.example',
        technicalContactEmail: 'saml@acme.example',
      },
      app,
    );
    const { text } = await named.request('GET', `/saml/${alias}/metadata`, { token: null });
    const [role, organization, contact] = childElements(parseMetadata(text));
    expect(role?.localName).toBe('SPSSODescriptor');
    expect(organization && childElements(organization).map(textOf)).toEqual([
      'ACME & Co.',
      'ACME & Co.',
      'https://www.acme.example',
    ]);
    expect(contact && childElements(contact).map(textOf)).toEqual(['mailto:saml@acme.example']);
    await named.close();
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

  describe('signed', () => {
    const signedTenant = () => createTenant(app, { saml: { signMetadata: true } });

    it('is so by the current signing key, which changes with a promotion', async () => {
      const { alias } = await signedTenant();
      const keys = new SpKeyCalls(app, alias);
      const signedBy = async (key: X509Certificate) => {
        const { text } = await get(alias);
        const root = requireSignedMetadata(parseMetadata(text), key.publicKey, text.length);
        return root.localName === 'EntityDescriptor';
      };
      const first = signingCertificate((await readRole(alias)).role);
      expect(await signedBy(first)).toBe(true);
      const next = await keys.created('signing');
      expect(await signedBy(first)).toBe(true);
      await keys.promoted(next);
      expect(await signedBy(new X509Certificate(next.certificatePem))).toBe(true);
      await expect(signedBy(first)).rejects.toThrow();
    });

    it('keeps its bytes and its ETag, at every node and at every time', async () => {
      const { alias } = await signedTenant();
      const first = await get(alias);
      const etag = String(first.headers.etag);
      const other = await startApp({}, app);
      app.clock.advance(3 * 86_400);
      const second = await other.request('GET', `/saml/${alias}/metadata`, { token: null });
      expect([second.text, second.headers.etag]).toEqual([first.text, etag]);
      const unchanged = await get(alias, { 'if-none-match': etag });
      expect([unchanged.status, unchanged.text]).toEqual([304, '']);
      app.clock.reset();
      await other.close();
    });

    it('is only where the tenant asks for it', async () => {
      const tenant = await signedTenant();
      const etag = String((await get(tenant.alias)).headers.etag);
      await patch(tenant, { saml: { signMetadata: null } });
      const { text, status } = await get(tenant.alias, { 'if-none-match': etag });
      expect([status, text.includes('Signature')]).toEqual([200, false]);
    });
  });

  // CVE-2024-5478: what stood in the path became markup of the metadata.
  it.each(['nobody', 'NO-ALIAS', 'a%27'])('is 404 for %s', async (alias) => {
    const response = await get(alias);
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'tenant.not_found' });
  });
});
