import { join } from 'node:path';
import { Client } from 'pg';
import { startProcess, waitUntil } from '../../demo/child-process';
import { freePort } from '../../demo/free-port';
import type { TestIdp } from '../../test/support/idp/test-idp';
import { hasPeer } from '../peers/peer-packages';
import { descendantsOf } from '../process-cost';
import { databaseUrl, type RunningService } from '../scene';
import { PEER_DOMAIN, PEER_ENTITY_ID, type Side } from './side';

const PEERS = join(__dirname, '..', 'peers');

interface Peer {
  readonly name: string;
  readonly program: string;
  readonly session: string;
  readonly pace: number;
  readonly settings?: object;
  readonly postgresOf?: RunningService;
}

/** Fastify with what ships with ram-sso. */
export function passportSaml(idp: TestIdp): Promise<Side> {
  return start(idp, {
    name: '@node-saml/passport-saml on Fastify',
    program: 'passport-saml.mjs',
    session: '^set-cookie: *session=[^;\\s]',
    pace: 0.2,
  });
}

/** Polis, with its connections and codes in memory, and with them in the Postgres of the measured service: a database of its own there. */
export async function samlJackson(idp: TestIdp, service: RunningService): Promise<Side[]> {
  if (!hasPeer('@boxyhq/saml-jackson')) return [];
  const peer = { program: 'saml-jackson.mjs', session: '^location: .*[?&]code=', pace: 0.15 };
  const databaseUrl = await makeDatabase(service, 'jackson');
  return [
    await start(idp, { ...peer, name: '@boxyhq/saml-jackson, in memory' }),
    await start(idp, {
      ...peer,
      name: '@boxyhq/saml-jackson, Postgres',
      settings: { databaseUrl },
      postgresOf: service,
    }),
  ];
}

async function start(idp: TestIdp, peer: Peer): Promise<Side> {
  const port = await freePort(0);
  const to = { entityId: PEER_ENTITY_ID, acsUrl: `http://127.0.0.1:${port}/acs`, domain: PEER_DOMAIN };
  const settings = JSON.stringify({
    port,
    entityId: to.entityId,
    acsUrl: to.acsUrl,
    idpEntityId: idp.entityId,
    ssoUrl: idp.ssoUrl,
    certificate: idp.keys.certificateDer.toString('base64'),
    metadata: idp.metadata(),
    ...peer.settings,
  });
  const environment = { PATH: process.env.PATH, NODE_ENV: 'production' };
  const started = startProcess(peer.name, [join(PEERS, peer.program), settings], environment);
  await waitUntil(started, 60, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  });
  const { postgresOf, name, session, pace } = peer;
  const processes = {
    service: () => [started.child.pid ?? 0],
    postgres: () => (postgresOf ? descendantsOf(postgresOf.pid) : []),
  };
  return { name, to, processes, session, pace };
}

/** @returns its URL */
async function makeDatabase(service: RunningService, name: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl(service) });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return databaseUrl(service, name);
}
