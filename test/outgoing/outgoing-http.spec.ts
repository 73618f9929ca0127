import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { AddressResolver } from '../../src/outgoing/address-resolver';
import { OutgoingHttp } from '../../src/outgoing/outgoing-http';
import { Unreachable } from '../../src/outgoing/unreachable';
import { testSettings } from '../support/test-app';

/** A server that somebody else chose, and that answers as he likes. */
let server: Server;
let came: Promise<Socket>;
let url: URL;
beforeEach(async () => {
  server = createServer();
  came = once(server, 'connection').then(([socket]) => (socket as Socket).on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterEach(async () => {
  (await came).destroy();
  server.close();
});

const outgoing = new OutgoingHttp(testSettings({ allowPrivateMetadataUrls: true }), new AddressResolver());
const { signal } = new AbortController();

it('a connection on which another protocol is answered is closed: else each answer would leave one open', async () => {
  const asked = outgoing.send(url, { method: 'POST', headers: {}, body: 'x' }, signal);
  const socket = await came;
  const closed = once(socket, 'close');
  socket.resume().write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
  await expect(asked).rejects.toThrow(Unreachable);
  await closed;
});
