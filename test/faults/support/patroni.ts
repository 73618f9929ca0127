import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../support/service-process';
import { ask } from './ask';
import { postgresBinary, queryOnce } from './postgres-cluster';
import { Program } from './program';
import type { Stage } from './stage';
import { until } from './until';

/** The shortest that Patroni takes: for so long a primary that is silent keeps its place. */
const TTL_SECONDS = 20;

interface Member {
  readonly program: Program;
  readonly restPort: string;
  readonly postgresPort: string;
}

/** Two Postgres with synchronous replication, of which Patroni makes the other one the primary where one dies; etcd; HAProxy before them. */
export class PatroniCluster {
  private constructor(
    private readonly members: readonly Member[],
    private readonly port: string,
  ) {}

  static async start(stage: Stage): Promise<PatroniCluster> {
    const etcd = await startEtcd(stage);
    const members: Member[] = [];
    for (const name of ['one', 'other']) {
      const member = await startMember(stage, name, etcd);
      members.push(member);
      // The first is to be the primary.
      await until(
        () => `member ${name} runs: ${member.program.output}`,
        () => hasRole(member, '/health'),
        60,
      );
    }
    const port = await startHaproxy(stage, members);
    const cluster = new PatroniCluster(members, port);
    await until('a synchronous standby follows', () => cluster.hasSynchronousStandby(), 60);
    await until('HAProxy leads to the primary', async () => {
      await cluster.query('SELECT 1', 'postgres');
      return true;
    });
    await cluster.query('CREATE ROLE ram_sso LOGIN', 'postgres');
    await cluster.query('CREATE DATABASE ram_sso OWNER ram_sso', 'postgres');
    return cluster;
  }

  /** By HAProxy: where the primary is. */
  url(user = 'ram_sso', database = 'ram_sso'): string {
    return `postgresql://${user}:secret@127.0.0.1:${this.port}/${database}`;
  }

  query<Row extends object>(sql: string, database?: string): Promise<Row[]> {
    return queryOnce<Row>(this.url('postgres', database), sql);
  }

  /** Patroni and its Postgres at once, as a machine that is gone. @returns when the other one has become the primary: how long that took */
  async killPrimary(): Promise<number> {
    const roles = await Promise.all(this.members.map((member) => hasRole(member, '/primary')));
    const primary = this.members[roles.indexOf(true)];
    const other = this.members[roles.indexOf(false)];
    if (!primary || !other) throw new Error('there is no primary with a standby');
    primary.program.kill();
    return until('the other one is the primary', () => hasRole(other, '/primary'), 90);
  }

  private async hasSynchronousStandby(): Promise<boolean> {
    const roles = await Promise.all(this.members.map((member) => hasRole(member, '/synchronous')));
    return roles.includes(true);
  }
}

async function startEtcd(stage: Stage): Promise<string> {
  const [client, peer] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${client}`;
  const etcd = new Program(stage, '/usr/bin/etcd', [
    `--data-dir=${join(stage.directory(), 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`,
  ]);
  await until(
    () => `etcd answers: ${etcd.output}`,
    async () => (await ask(`${url}/health`)).status === 200,
  );
  return `127.0.0.1:${client}`;
}

async function startMember(stage: Stage, name: string, etcd: string): Promise<Member> {
  const [restPort, postgresPort] = [await freePort(), await freePort()];
  const directory = stage.directory();
  const login = (username: string) => ({ username, password: 'secret' });
  const settings = {
    scope: 'ram-sso',
    name,
    restapi: { listen: `127.0.0.1:${restPort}`, connect_address: `127.0.0.1:${restPort}` },
    etcd3: { host: etcd },
    bootstrap: {
      dcs: {
        ttl: TTL_SECONDS,
        loop_wait: 1,
        retry_timeout: 3,
        synchronous_mode: true,
        postgresql: { parameters: { max_connections: 100 } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }],
    },
    postgresql: {
      listen: `127.0.0.1:${postgresPort}`,
      connect_address: `127.0.0.1:${postgresPort}`,
      data_dir: join(directory, 'data'),
      bin_dir: join(postgresBinary('postgres'), '..'),
      pgpass: join(directory, 'pgpass'),
      parameters: { unix_socket_directories: directory },
      // Else the copy waits until Postgres has written what is dirty at its leisure, for minutes.
      basebackup: [{ checkpoint: 'fast' }],
      pg_hba: [
        'local all all trust',
        'host all all 127.0.0.1/32 trust',
        'host replication all 127.0.0.1/32 trust',
      ],
      authentication: { superuser: login('postgres'), replication: login('replicator') },
    },
  };
  const file = join(directory, 'patroni.yml');
  // JSON is YAML too.
  writeFileSync(file, JSON.stringify(settings));
  const program = new Program(stage, '/usr/bin/patroni', [file], { LC_ALL: 'C.UTF-8' });
  return { program, restPort, postgresPort };
}

async function startHaproxy(stage: Stage, members: readonly Member[]): Promise<string> {
  const port = await freePort();
  const file = join(stage.directory(), 'haproxy.cfg');
  const lines = [
    'defaults',
    '  mode tcp',
    '  timeout connect 1s',
    '  timeout client 1h',
    '  timeout server 1h',
    'listen postgres',
    `  bind 127.0.0.1:${port}`,
    '  option httpchk GET /primary',
    '  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions',
    ...members.map(
      (member, index) => `  server pg${index} 127.0.0.1:${member.postgresPort} check port ${member.restPort}`,
    ),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  new Program(stage, '/usr/sbin/haproxy', ['-db', '-f', file]);
  return port;
}

/** What a member's own address says of it. */
async function hasRole({ restPort }: Member, path: string): Promise<boolean> {
  const answer = await ask(`http://127.0.0.1:${restPort}${path}`).catch(() => undefined);
  return answer?.status === 200;
}
