import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../demo/free-port';
import type { TestIdp } from '../../test/support/idp/test-idp';
import { hasDebianPackage } from '../peers/debian-packages';
import { descendantsOf } from '../process-cost';
import { makePeerDirectory, startApache } from './apache';
import { PEER_DOMAIN, PEER_ENTITY_ID, type Side } from './side';

/**
 * mod_auth_mellon. For each signature it reads all certificates that the system trusts, though it needs none of them: most of
 * its time, which is seen by giving it an empty file of them.
 */
export async function mellon(idp: TestIdp): Promise<Side[]> {
  if (!hasDebianPackage('libapache2-mod-auth-mellon')) return [];
  return [
    await start(idp, 'mod_auth_mellon, as Debian ships it', 0.04, () => ({})),
    await start(idp, 'mod_auth_mellon, empty CA bundle', 0.3, (directory) => ({
      SSL_CERT_FILE: join(directory, 'empty.pem'),
      SSL_CERT_DIR: join(directory, 'none'),
    })),
  ];
}

async function start(
  idp: TestIdp,
  name: string,
  pace: number,
  environment: (directory: string) => Record<string, string>,
): Promise<Side> {
  const directory = await makePeerDirectory(idp);
  const port = await freePort(0);
  const acsUrl = `http://127.0.0.1:${port}/mellon/postResponse`;
  await writeFile(join(directory, 'sp.xml'), metadata(acsUrl));
  const pid = await startApache({
    name,
    directory,
    port,
    modules: { auth_mellon_module: 'mod_auth_mellon' },
    settings: settings(directory),
    environment: environment(directory),
  });
  return {
    name,
    to: { entityId: PEER_ENTITY_ID, acsUrl, domain: PEER_DOMAIN },
    processes: { service: () => [pid, ...descendantsOf(pid)], postgres: () => [] },
    session: '^set-cookie: *mellon-cookie=[0-9a-f]{32}',
    pace,
  };
}

function settings(directory: string): string[] {
  return [
    '<Location />',
    'MellonEnable info',
    'MellonEndpointPath /mellon',
    `MellonSPMetadataFile ${directory}/sp.xml`,
    `MellonSPPrivateKeyFile ${directory}/sp.key`,
    `MellonSPCertFile ${directory}/sp.crt`,
    `MellonIdPMetadataFile ${directory}/idp.xml`,
    '</Location>',
  ];
}

function metadata(acsUrl: string): string {
  return (
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${PEER_ENTITY_ID}">` +
    '<SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
    `<AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acsUrl}"/>` +
    '</SPSSODescriptor></EntityDescriptor>'
  );
}
