import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { freePort } from '../../../demo/free-port';
import { makeIdpDirectory } from '../support/idp-directory';
import type { InteropIdp, ReadService, ServiceRegistration } from '../support/interop-idp';
import { requireCommand, startProgram } from '../support/program';
import { configuration, DEMO_PERSON, portalIni } from './configuration';

// It serves one connection at a time: one that a browser opens ahead of need must not keep it.
const SERVER = ['--env', 'deployment', '--host', '127.0.0.1', '--timeout', '1'];
const PACKAGES = 'liblemonldap-ng-portal-perl liblasso-perl libplack-perl libio-string-perl';

/** Debian's LemonLDAP::NG behind Plack's own server. */
export async function startLemonldapNg(): Promise<InteropIdp> {
  const uses = ['Lasso', 'Plack::Builder', 'IO::String', 'Lemonldap::NG::Portal::Main'].map(
    (name) => `-M${name}`,
  );
  await requireCommand('perl', [...uses, '-e1'], PACKAGES);
  const directory = await makeIdpDirectory('lemonldap-ng');
  const port = await freePort(0);
  const origin = `http://127.0.0.1:${port}`;
  const options = { origin, directory: directory.path, ...directory.keys.signing };
  const services = new Map<string, ServiceRegistration>();
  let number = 0;
  const writeConfiguration = async () => {
    number += 1;
    await directory.write(`lmConf-${number}.json`, configuration(options, number, services));
  };
  await directory.write('lemonldap-ng.ini', portalIni(options));
  await writeConfiguration();
  const entityId = `${origin}/saml/metadata`;
  const program = await startProgram({
    command: 'plackup',
    args: [...SERVER, '--port', String(port), join(__dirname, 'portal.psgi')],
    env: { LLNG_DEFAULTCONFFILE: join(directory.path, 'lemonldap-ng.ini') },
    readyUrl: entityId,
  });
  return {
    entityId,
    metadataUrl: entityId,
    register: async (registration) => {
      const known = [...services].find(([, { nameIdDomain }]) => nameIdDomain === registration.nameIdDomain);
      const name = known?.[0] ?? `service-${services.size}`;
      services.set(name, registration);
      await directory.write(`${name}.xml`, registration.metadata);
      await writeConfiguration();
      const response = await fetch(`${origin}/interop-reload`);
      if (response.status !== 200) throw new Error(`it refused its configuration: ${program.output()}`);
    },
    read: async (spEntityId) => {
      const found = [...services].find(([, { metadata }]) => metadata.includes(`entityID="${spEntityId}"`));
      return readService(join(directory.path, `${found?.[0]}.xml`));
    },
    enterPassword,
    // It looks at a request once it knows who is there.
    seeRefusal: async (page) => {
      await enterPassword(page);
      await page
        .getByText(/signature/i)
        .first()
        .waitFor();
    },
    portalLink: (spEntityId) =>
      `${origin}/saml/singleSignOn?IDPInitiated=1&sp=${encodeURIComponent(spEntityId)}`,
    signOutUrl: `${origin}/?logout=1`,
    // Its page has a frame for each service, which the browser has loaded by now.
    finishSignOut: async (page) => {
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('You have been disconnected').waitFor();
    },
    log: program.output,
    stop: async () => {
      await program.stop();
      await directory.remove();
    },
  };
}

async function enterPassword(page: Page): Promise<void> {
  await page.locator('input[name=user]').fill(DEMO_PERSON);
  await page.locator('input[name=password]').fill(DEMO_PERSON);
  await page.getByRole('button', { name: 'Connect' }).click();
}

async function readService(path: string): Promise<ReadService> {
  const { stdout } = await promisify(execFile)('perl', [join(__dirname, 'read-service.pl'), path]);
  return JSON.parse(stdout) as ReadService;
}
