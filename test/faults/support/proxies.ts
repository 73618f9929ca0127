import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../support/service-process';
import { ask } from './ask';
import { Program } from './program';
import { giveToServers, type Stage } from './stage';
import { until } from './until';

const DEPLOY = join(__dirname, '..', '..', '..', 'deploy');

/** @returns its origin, once it sends people to the nodes */
type StartProxy = (stage: Stage, nodes: readonly string[]) => Promise<string>;

/** As they stand, but for what they are reached by: Debian's Caddy 2.6 knows no other port for its own API, so it has none here. */
export const startCaddy: StartProxy = (stage, nodes) => {
  return runCaddy(stage, readFileSync(join(DEPLOY, 'compose', 'Caddyfile'), 'utf8'), nodes);
};

export const startHaproxy: StartProxy = async (stage, nodes) => {
  const [listen, origin] = await address();
  const file = readFileSync(join(DEPLOY, 'haproxy', 'haproxy.cfg'), 'utf8');
  const plain = exchange(
    exchange(file, /bind :443 .*/, `bind ${listen}`),
    /.*(bind :80|redirect scheme).*\n/g,
    '',
  );
  const [one = '', other = ''] = nodes.map(hostOf);
  const changed = exchange(exchange(plain, '10.0.0.11:3000', one), '10.0.0.12:3000', other);
  const program = new Program(stage, '/usr/sbin/haproxy', [
    '-db',
    '-f',
    write(stage, 'haproxy.cfg', changed),
  ]);
  return serving(program, origin);
};

async function runCaddy(stage: Stage, caddyfile: string, nodes: readonly string[]): Promise<string> {
  const [, origin] = await address();
  const file = write(stage, 'Caddyfile', `{\n\tadmin off\n}\n${caddyfile}`);
  const home = stage.directory();
  const env = { HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
  const program = new Program(stage, '/usr/bin/caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    ...env,
    DOMAIN: origin,
    NODES: nodes.map(hostOf).join(' '),
  });
  return serving(program, origin);
}

async function serving(program: Program, origin: string): Promise<string> {
  await until('the proxy sends people to the nodes', async () => {
    if (!program.isRunning) throw new Error(`The proxy ended: ${program.output}`);
    return (await ask(`${origin}/readyz`)).status === 200;
  });
  return origin;
}

async function address(): Promise<[string, string]> {
  const listen = `127.0.0.1:${await freePort()}`;
  return [listen, `http://${listen}`];
}

function write(stage: Stage, name: string, text: string): string {
  const file = join(stage.directory(), name);
  writeFileSync(file, text);
  giveToServers(file);
  return file;
}

/** Fails where there is nothing to exchange: then it would not be the file of deploy/ that is tried. */
function exchange(text: string, what: string | RegExp, by: string): string {
  const changed = text.replace(what, by);
  if (changed === text) throw new Error(`there is no ${String(what)} in it`);
  return changed;
}

const hostOf = (origin: string): string => new URL(origin).host;
