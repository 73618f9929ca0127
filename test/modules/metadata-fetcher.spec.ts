import type { LookupAddress } from 'node:dns';
import { FetchLimits } from '../../src/idp-trust/fetch-limits';
import { MetadataFetcher } from '../../src/idp-trust/metadata-fetcher';
import { AddressResolver } from '../../src/outgoing/address-resolver';
import { OutgoingHttp } from '../../src/outgoing/outgoing-http';
import { RsaKeys } from '../../src/secrets/rsa-keys';
import { makeSelfSigned } from '../../src/sp-keys/self-signed';
import { testSettings } from '../support/test-app';
import { DocumentServer } from '../support/document-server';

/** Real: the connections. Not real: the names, and how long one waits. */
class Names extends AddressResolver {
  asked = 0;

  constructor(private readonly answers: (asked: number) => string[]) {
    super();
  }

  override resolve(): Promise<LookupAddress[]> {
    const addresses = this.answers(this.asked++);
    return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  }
}

class Quick extends FetchLimits {
  override readonly timeoutMs = 300;
}

let server: DocumentServer;
beforeEach(async () => {
  server = await new DocumentServer().start();
});
afterEach(() => server.stop());

function fetcher(names: AddressResolver, limits = new FetchLimits()): MetadataFetcher {
  return new MetadataFetcher(
    new OutgoingHttp(testSettings({ allowPrivateMetadataUrls: true }), names),
    limits,
  );
}

const local = new Names(() => ['127.0.0.1']);
const unreachable = { code: 'idp.metadata_unreachable' };

it('connects to the address that was checked, under the name that was given', async () => {
  server.give('/a', 'document');
  const { document } = await fetcher(local).fetch(new URL(server.url('/a', 'idp.example')));
  expect(document.toString()).toBe('document');
  expect(server.requests[0]?.headers.host).toBe(`idp.example:${server.port}`);
});

it('looks a name up once a hop: what it says the second time is checked anew', async () => {
  const names = new Names((asked) => (asked === 0 ? ['127.0.0.1'] : ['169.254.169.254']));
  server.redirect('/a', '/b');
  server.give('/b', 'document');
  await expect(fetcher(names).fetch(new URL(server.url('/a', 'idp.example')))).rejects.toMatchObject(
    unreachable,
  );
  expect(names.asked).toBe(2);
  expect(server.requests).toHaveLength(1);
});

it('refuses a name as soon as one of its addresses is refused', async () => {
  server.give('/', 'document');
  const names = new Names(() => ['127.0.0.1', '169.254.169.254']);
  await expect(fetcher(names).fetch(new URL(server.url('/', 'idp.example')))).rejects.toMatchObject(
    unreachable,
  );
  expect(server.requests).toHaveLength(0);
});

it('refuses plain http to a public address, and a name without any', async () => {
  for (const addresses of [['8.8.8.8'], ['127.0.0.1', '8.8.8.8'], []]) {
    const names = new Names(() => addresses);
    await expect(fetcher(names).fetch(new URL('http://idp.example/'))).rejects.toMatchObject(unreachable);
  }
});

describe('gives up in time', () => {
  it('on a server that says nothing', async () => {
    const url = server.answer('/', () => undefined);
    await expect(fetcher(local, new Quick()).fetch(new URL(url))).rejects.toMatchObject(unreachable);
  });

  it('on one that says it bit by bit', async () => {
    let dripping: NodeJS.Timeout | undefined;
    const url = server.answer('/', (_, response) => {
      response.writeHead(200);
      dripping = setInterval(() => response.write(' '), 20);
    });
    await expect(fetcher(local, new Quick()).fetch(new URL(url))).rejects.toMatchObject(unreachable);
    clearInterval(dripping);
  });

  it('on one that answers with another protocol', async () => {
    const url = server.answer('/', (request) => {
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
    });
    await expect(fetcher(local, new Quick()).fetch(new URL(url))).rejects.toMatchObject(unreachable);
  });

  it('on names that are not answered', async () => {
    class Silent extends AddressResolver {
      override resolve(): Promise<LookupAddress[]> {
        return new Promise(() => undefined);
      }
    }
    const url = new URL('https://idp.example/');
    await expect(fetcher(new Silent(), new Quick()).fetch(url)).rejects.toMatchObject(unreachable);
  });
});

it('trusts no certificate that nobody vouches for', async () => {
  const made = await makeSelfSigned(await new RsaKeys().make(), {
    commonName: 'idp.example',
    notBefore: new Date('2020-01-01T00:00:00Z'),
    years: 50,
  });
  const cert = `-----BEGIN CERTIFICATE-----\n${made.certificateDer.toString('base64')}\n-----END CERTIFICATE-----\n`;
  const secure = await new DocumentServer({ key: made.privateKeyPem, cert }).start();
  secure.give('/', 'document');
  const fetching = fetcher(local).fetch(new URL(secure.url('/', 'idp.example')));
  await expect(fetching).rejects.toMatchObject({
    ...unreachable,
    detail: expect.stringContaining('certificate') as string,
  });
  expect(secure.requests).toHaveLength(0);
  await secure.stop();
});
