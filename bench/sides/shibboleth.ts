import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startCommand, waitUntil } from '../../demo/child-process';
import { freePort } from '../../demo/free-port';
import type { TestIdp } from '../../test/support/idp/test-idp';
import { hasDebianPackage } from '../peers/debian-packages';
import { descendantsOf } from '../process-cost';
import { makePeerDirectory, startApache } from './apache';
import { PEER_DOMAIN, PEER_ENTITY_ID, type Side } from './side';

const NAME = 'Shibboleth SP, sessions in memory';
const SHIPPED = '/etc/shibboleth';

/** Shibboleth's daemon, with the policies that it ships with, and Apache before it. */
export async function shibboleth(idp: TestIdp): Promise<Side[]> {
  if (!hasDebianPackage('libapache2-mod-shib')) return [];
  const directory = await makePeerDirectory(idp);
  const port = await freePort(0);
  const file = join(directory, 'shibboleth2.xml');
  await writeFile(file, configuration(directory, idp));
  await writeFile(join(directory, 'quiet.logger'), LOGGER);
  const daemon = await startDaemon(directory, file);
  const pid = await startApache({
    name: NAME,
    directory,
    port,
    modules: { mod_shib: 'mod_shib' },
    settings: [`ShibConfig ${file}`, '<Location /Shibboleth.sso>', 'SetHandler shib', '</Location>'],
  });
  const acsUrl = `http://127.0.0.1:${port}/Shibboleth.sso/SAML2/POST`;
  return [
    {
      name: NAME,
      to: { entityId: PEER_ENTITY_ID, acsUrl, domain: PEER_DOMAIN },
      processes: { service: () => [daemon, pid, ...descendantsOf(pid)], postgres: () => [] },
      session: '^set-cookie: *_shibsession_\\w+=_',
      pace: 0.5,
    },
  ];
}

async function startDaemon(directory: string, file: string): Promise<number> {
  const args = ['-f', '-F', '-c', file, '-p', join(directory, 'shibd.pid')];
  const daemon = startCommand("Shibboleth's daemon", '/usr/sbin/shibd', args, { PATH: process.env.PATH });
  await waitUntil(daemon, 30, () => existsSync(join(directory, 'shibd.sock')) || undefined);
  return daemon.child.pid ?? 0;
}

const LOGGER = [
  'log4j.rootCategory=ERROR, console',
  'log4j.appender.console=org.apache.log4j.ConsoleAppender',
  'log4j.appender.console.layout=org.apache.log4j.BasicLayout',
  '',
].join('\n');

function configuration(directory: string, idp: TestIdp): string {
  return `<SPConfig xmlns="urn:mace:shibboleth:3.0:native:sp:config" clockSkew="180">
  <OutOfProcess logger="${directory}/quiet.logger"/>
  <InProcess logger="${directory}/quiet.logger"/>
  <UnixListener address="${directory}/shibd.sock"/>
  <ApplicationDefaults entityID="${PEER_ENTITY_ID}" REMOTE_USER="mail">
    <Sessions lifetime="28800" timeout="3600" relayState="ss:mem" checkAddress="false" handlerSSL="false" cookieProps="http">
      <SSO entityID="${idp.entityId}">SAML2</SSO>
    </Sessions>
    <MetadataProvider type="XML" validate="false" path="${directory}/idp.xml"/>
    <AttributeExtractor type="XML" validate="true" reloadChanges="false" path="${SHIPPED}/attribute-map.xml"/>
    <AttributeFilter type="XML" validate="true" path="${SHIPPED}/attribute-policy.xml"/>
    <CredentialResolver type="File" key="${directory}/sp.key" certificate="${directory}/sp.crt"/>
  </ApplicationDefaults>
  <SecurityPolicyProvider type="XML" validate="true" path="${SHIPPED}/security-policy.xml"/>
  <ProtocolProvider type="XML" validate="true" reloadChanges="false" path="${SHIPPED}/protocols.xml"/>
</SPConfig>
`;
}
