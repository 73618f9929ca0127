import { createTenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { TestIdp } from '../support/idp/test-idp';
import { loginStatus } from '../../src/http/codes';
import { addressFamilies, documentFamilies } from './catalogue/families';
import type { MetadataStage } from './support/metadata-attack';

let stage: MetadataStage;
beforeAll(async () => {
  const closed = await startApp();
  stage = {
    closed,
    open: await startApp({ allowPrivateMetadataUrls: true }, closed),
    tenant: await createTenant(closed),
    idp: await TestIdp.create(),
    site: await new DocumentServer().start(),
    inside: await new DocumentServer().start(),
  };
});
afterAll(async () => {
  await stage.site.stop();
  await stage.inside.stop();
  await stage.open.close();
  await stage.closed.close();
});

const path = () => `/api/v1/tenants/${stage.tenant.alias}/idp`;
const upload = (document: string | Buffer) =>
  stage.closed.request('PUT', path(), {
    body: Buffer.from(document),
    headers: { 'content-type': 'application/samlmetadata+xml' },
  });
const fetchFrom = (metadataUrl: string, node: TestApp) =>
  node.request('PUT', path(), { body: { metadataUrl } });

/** What the trust says of whom to believe, and where people are sent. */
function meaningOf({ status, body }: TestResponse): Record<string, unknown> {
  expect(status).toBe(200);
  const { entityId, ssoServices, sloServices, signingCertificates } = body as Record<string, unknown>;
  return { entityId, ssoServices, sloServices, signingCertificates };
}

async function expectAnswer(code: MetadataCode, answer: TestResponse, honest: TestResponse): Promise<void> {
  if (code === undefined) expect(meaningOf(answer)).toEqual(meaningOf(honest));
  else {
    expect([answer.status, answer.body]).toEqual([loginStatus(code), expect.objectContaining({ code })]);
    const kept = await stage.closed.request('GET', path());
    expect(kept.headers.etag).toBe(honest.headers.etag);
  }
  expect(stage.inside.requests).toHaveLength(0);
}
type MetadataCode = Parameters<typeof loginStatus>[0] | undefined;

describe.each(documentFamilies)('$name', ({ attacks }) => {
  it.each(attacks)('$name: $code', async ({ forge, code }) => {
    const metadata = stage.idp.metadata({ slo: true });
    const honest = await upload(metadata);
    expect(honest.status).toBe(200);

    const forged = await forge(metadata, stage);
    expect(forged).not.toBe(metadata);
    await expectAnswer(code, await upload(forged), honest);
  });
});

describe.each(addressFamilies)('$name', ({ attacks }) => {
  it.each(attacks)('$name: $code', async ({ forge, code, isOpen = false }) => {
    const address = stage.site.give('/metadata', stage.idp.metadata({ slo: true }));
    stage.inside.give('/metadata', stage.idp.metadata());
    const honest = await fetchFrom(address, stage.open);
    expect(honest.status).toBe(200);

    const forged = forge(address, stage);
    await expectAnswer(code, await fetchFrom(forged, isOpen ? stage.open : stage.closed), honest);
  });
});
