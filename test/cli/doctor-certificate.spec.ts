import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookAtCertificate } from '../../src/cli/doctor/look-at-certificate';
import { judgeCertificate } from '../../src/cli/doctor/judge-certificate';
import { Clock } from '../../src/settings/clock';
import { runRamSso } from '../support/cli-process';
import { DocumentServer } from '../support/document-server';
import { type ServerCertificate, TlsAuthority } from '../support/tls-authority';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;
const NOW = new Date('2026-01-31T10:00:00Z');
const day = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const good = { chainFailure: undefined, isOfHost: true, names: 'DNS:sso.example.com' };

describe('what the doctor says of a certificate', () => {
  it.each([
    ['of ninety days', -30, 60, 'ok'],
    ['of ninety days, with three weeks left', -69, 21, 'ok'],
    ['of ninety days, that nobody renewed', -70, 20, 'wrong'],
    ['of a year, that nobody renewed', -345, 20, 'wrong'],
    ['of six days, as they are', -3, 3, 'ok'],
    ['of six days, that nobody renewed', -5, 1, 'wrong'],
    ['that has ended', -90, 0, 'wrong'],
    ['that does not hold yet', 1, 90, 'wrong'],
  ])('%s: held from %d until %d: %s', (_, from, to, state) => {
    const findings = judgeCertificate('one', { ...good, validFrom: day(from), validTo: day(to) }, NOW);
    expect(findings.map((one) => one.state)).toEqual([state]);
  });

  it('is each thing that is wrong, and an end is not told twice', () => {
    const holds = { validFrom: day(-30), validTo: day(60) };
    const several = { ...good, ...holds, isOfHost: false, chainFailure: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
    expect(judgeCertificate('one', several, NOW)).toHaveLength(2);
    const ended = { ...good, validFrom: day(-90), validTo: day(-1), chainFailure: 'CERT_HAS_EXPIRED' };
    expect(judgeCertificate('one', ended, NOW)).toHaveLength(1);
    // Of the chain, then.
    expect(judgeCertificate('one', { ...ended, ...holds }, NOW)).toMatchObject([{ state: 'wrong' }]);
  });
});

describe('what the doctor sees of a web server', () => {
  let authority: TlsAuthority;
  const directory = mkdtempSync(join(tmpdir(), 'ram-doctor-tls-'));
  const trusted = join(directory, 'authority.pem');
  beforeAll(async () => {
    authority = await TlsAuthority.make();
    writeFileSync(trusted, authority.pem);
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  interface Seen {
    readonly subject: string;
    readonly state: string;
    readonly found: string;
  }

  /** By the command, which knows the authority; of the findings those about the certificate. */
  async function see(made: ServerCertificate, host = 'localhost', ca = trusted): Promise<readonly Seen[]> {
    const server = await new DocumentServer(made).start();
    server.give('/readyz', '{}');
    const origin = server.url('', host);
    try {
      const { stdout } = await runRamSso(['doctor', '--output', 'json'], {
        env: { BASE_URL: origin, NODE_EXTRA_CA_CERTS: ca },
        cwd: directory,
      });
      const all = JSON.parse(stdout) as Seen[];
      return all.filter(({ subject }) => subject === `certificate of ${origin}`);
    } finally {
      await server.stop();
    }
  }

  it('is well where it is trusted, of its name and of its address, and holds', async () => {
    const made = await authority.issue(['localhost', '127.0.0.1'], [-10, 80]);
    expect(await see(made)).toMatchObject([{ state: 'ok' }]);
    expect(await see(made, '127.0.0.1')).toMatchObject([{ state: 'ok' }]);
  });

  it('is told where it is of another host, whatever its common name', async () => {
    const [finding, ...more] = await see(await authority.issue(['other.example'], [-10, 80]));
    expect([finding?.state, more]).toEqual(['wrong', []]);
    expect(finding?.found).toContain('other.example');
  });

  it('is told where nobody vouches for it', async () => {
    const other = join(directory, 'other.pem');
    writeFileSync(other, (await TlsAuthority.make('Another')).pem);
    const made = await authority.issue(['localhost'], [-10, 80]);
    expect(await see(made, 'localhost', other)).toMatchObject([
      { state: 'wrong', found: expect.stringContaining('UNABLE_TO_VERIFY_LEAF_SIGNATURE') as string },
    ]);
  });

  it.each([
    ['ends soon', [-80, 10]],
    ['has ended', [-90, -1]],
  ] as const)('is told where it %s', async (_, days) => {
    expect(await see(await authority.issue(['localhost'], days))).toMatchObject([{ state: 'wrong' }]);
  });

  const look = (origin: string, signal = new AbortController().signal) =>
    lookAtCertificate({ clock: new Clock(), signal }, origin);

  it('is nothing where there is no https, and no certificate where nothing answers', async () => {
    expect(await look('http://localhost:1')).toEqual([]);
    expect(await look('https://localhost:1')).toMatchObject([{ state: 'skipped' }]);
  });

  /** What a server that is no web server does with whoever comes; ended with its connections. */
  async function withServer(serve: (socket: Socket) => void, use: (origin: string) => Promise<void>) {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      serve(socket);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    await use(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  }

  it('is no certificate where something else answers', async () => {
    const greet = (socket: Socket) => socket.write('220 mail\r\n');
    await withServer(greet, async (origin) => {
      expect(await look(origin)).toMatchObject([{ state: 'skipped' }]);
    });
  });

  it('is not waited for where whoever asked goes', async () => {
    const stop = new AbortController();
    const silent = () => {
      stop.abort();
    };
    await withServer(silent, async (origin) => {
      await expect(look(origin, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    });
  });

  it('is given up after ten seconds', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const silent = () => {
      const [late] = timers.mock.calls.find(([, milliseconds]) => milliseconds === 10_000) ?? [];
      late?.();
    };
    await withServer(silent, async (origin) => {
      expect(await look(origin)).toMatchObject([{ state: 'skipped' }]);
    });
    timers.mockRestore();
  });
});
