import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startCommand, waitUntil } from '../../demo/child-process';
import { makeKeyPair } from '../../test/support/idp/key-pair';
import type { TestIdp } from '../../test/support/idp/test-idp';
import { makeTemporaryDirectory } from '../temporary-directories';

const MODULES = '/usr/lib/apache2/modules';

/** Where a service provider behind Apache has its files: throw-away keys, metadata of the IdP, and what it writes. */
export async function makePeerDirectory(idp: TestIdp): Promise<string> {
  const directory = await makeTemporaryDirectory();
  // Its processes give up being root, and read only then.
  await chmod(directory, 0o755);
  const { privateKeyPem, certificateDer } = await makeKeyPair({ subject: 'CN=peer' });
  const lines = certificateDer.toString('base64').replace(/.{64}/g, '$&\n');
  await writeFile(join(directory, 'sp.key'), privateKeyPem);
  await writeFile(
    join(directory, 'sp.crt'),
    `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  );
  await writeFile(join(directory, 'idp.xml'), idp.metadata());
  await writeFile(join(directory, 'empty.pem'), '');
  return directory;
}

export interface ApacheOptions {
  readonly name: string;
  readonly directory: string;
  readonly port: number;
  /** Name of a module to its file's name. */
  readonly modules: Readonly<Record<string, string>>;
  readonly settings: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Apache as Debian builds it, with its event MPM's defaults, and no more modules than it needs.
 * @returns the id of its first process
 */
export async function startApache(options: ApacheOptions): Promise<number> {
  const { name, directory, port, environment } = options;
  const file = join(directory, 'httpd.conf');
  await writeFile(file, configuration(options).join('\n'));
  const started = startCommand(name, '/usr/sbin/apache2', ['-DFOREGROUND', '-f', file], {
    PATH: process.env.PATH,
    ...environment,
  });
  await waitUntil(started, 30, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    return answer && true;
  });
  return started.child.pid ?? 0;
}

function configuration({ directory, port, modules, settings }: ApacheOptions): string[] {
  const all = {
    mpm_event_module: 'mod_mpm_event',
    authn_core_module: 'mod_authn_core',
    authz_core_module: 'mod_authz_core',
    ...modules,
  };
  return [
    `ServerRoot ${directory}`,
    `ServerName http://127.0.0.1:${port}`,
    `Listen 127.0.0.1:${port}`,
    `PidFile ${directory}/httpd.pid`,
    `DefaultRuntimeDir ${directory}`,
    `DocumentRoot ${directory}`,
    `ErrorLog ${directory}/error.log`,
    'LogLevel error',
    'UseCanonicalName On',
    'MaxKeepAliveRequests 0',
    ...(process.geteuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    ...Object.entries(all).map(([module, library]) => `LoadModule ${module} ${MODULES}/${library}.so`),
    ...settings,
    '',
  ];
}
