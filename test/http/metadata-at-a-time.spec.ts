import { ConsoleBrowser } from '../console/support/console-browser';
import { codeOf, createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';

/** What an address gives is in memory as a whole, up to 25 MiB, however short the request was that named it. */
describe('metadata that are fetched from an address', () => {
  let app: TestApp;
  const server = new DocumentServer();
  beforeAll(async () => {
    app = await startApp({ allowPrivateMetadataUrls: true, rateLimitFactor: 1 });
    await server.start();
  });
  afterAll(async () => {
    await server.stop();
    await app.close();
  });

  it('are four at a time of one tenant, and others have theirs beside them', async () => {
    const [one, other] = [await createTenant(app), await createTenant(app)];
    const held: (() => void)[] = [];
    let came = (): void => undefined;
    const metadataUrl = server.answer('/slow', (_, response) => {
      held.push(() => response.writeHead(404).end());
      came();
    });
    const fetching = (count: number) =>
      new Promise<void>((done) => {
        came = () => {
          if (held.length === count) done();
        };
      });
    const put = ({ alias }: { alias: string }) =>
      app.request('PUT', `/api/v1/tenants/${alias}/idp`, { body: { metadataUrl } });

    const four = fetching(4);
    const underway = Array.from({ length: 4 }, () => put(one));
    await four;
    const path = `/api/v1/tenants/${one.alias}/idp`;
    for (const refused of [
      await put(one),
      await app.request('POST', `${path}/refresh`),
      await app.request('POST', `${path}/versions/1/restore`),
    ])
      expect([refused.status, codeOf(refused)]).toEqual([429, 'request.rate_limited']);
    const browser = await ConsoleBrowser.enter(app, await createToken(app, 'admin', one.alias));
    for (const form of ['refresh', 'versions/1/restore']) {
      const trust = `/admin/tenants/${one.alias}/trust`;
      expect((await browser.post(trust, `${trust}/${form}`, {})).status).toBe(429);
    }
    const five = fetching(5);
    underway.push(put(other));
    await five;
    for (const release of held) release();
    for (const answer of await Promise.all(underway)) expect(codeOf(answer)).toBe('idp.metadata_unreachable');
  });
});
