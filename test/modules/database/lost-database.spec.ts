import { connect, createServer, type Server, type Socket } from 'node:net';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { isDatabaseUnavailable } from '../../../src/database/failures';
import { createDatabase, type TestDatabase } from '../../support/postgres';

/** Between the service and its database: what happens to a machine that is gone without a word. */
class Network {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(socketPath: string) {
    this.server = createServer((near) => {
      const far = connect(socketPath);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
      }
      near.pipe(far).pipe(near);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return (this.server.address() as { port: number }).port;
  }

  /** Connections that are there stay open and carry nothing more; new ones work. */
  swallow(): void {
    for (const socket of this.sockets) socket.unpipe();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}

describe('a database whose machine is gone', () => {
  let database: TestDatabase;
  let network: Network;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createDatabase('template0');
    const { username, hostname, pathname } = new URL(database.url);
    network = new Network(`${decodeURIComponent(hostname)}/.s.PGSQL.5432`);
    const url = `postgresql://${username}@127.0.0.1:${await network.listen()}${pathname}`;
    dataSource = await new DataSource(dataSourceOptions(url, { statementTimeoutMs: 200 })).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await network.close();
    await database.drop();
  });

  it('is not waited for, and its connections are replaced', async () => {
    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    network.swallow();
    const error: unknown = await dataSource.query('SELECT 1').catch((failure: unknown) => failure);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(await dataSource.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
  });
});
