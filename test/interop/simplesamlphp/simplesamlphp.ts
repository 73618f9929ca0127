import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { freePort } from '../../../demo/free-port';
import { makeIdpDirectory } from '../support/idp-directory';
import { type InteropIdp, PERSON, type ReadService } from '../support/interop-idp';
import { requireCommand, startProgram } from '../support/program';

const HOME = '/usr/share/simplesamlphp';
const PACKAGES = 'simplesamlphp php-cli php-xml php-mbstring';

/** How a service is made known to it: its converter reads our metadata, or it is given the entry that the service writes. */
export type RegisteredBy = 'metadata' | 'entry';

/** Debian's SimpleSAMLphp behind PHP's own server. */
export async function startSimplesamlphp(registeredBy: RegisteredBy): Promise<InteropIdp> {
  await requireCommand('php', ['-r', `require '${HOME}/lib/_autoload.php'; new DOMDocument();`], PACKAGES);
  const directory = await makeIdpDirectory('simplesamlphp');
  const port = await freePort(0);
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    SIMPLESAMLPHP_CONFIG_DIR: `${__dirname}/config`,
    INTEROP_DIRECTORY: directory.path,
    INTEROP_ORIGIN: origin,
    INTEROP_REGISTERED_BY: registeredBy,
    INTEROP_PERSON: `${PERSON.name}:${PERSON.password}`,
  };
  const entityId = `${origin}/saml2/idp/metadata.php`;
  const args = ['-d', 'display_errors=stderr', '-S', `127.0.0.1:${port}`, '-t', `${HOME}/www`];
  const program = await startProgram({ command: 'php', args, env, readyUrl: entityId });
  return {
    entityId,
    metadataUrl: entityId,
    register: async ({ metadata, setup, ...settings }) => {
      const isEntry = registeredBy === 'entry';
      const file = `service-${settings.nameIdDomain}.${isEntry ? 'php' : 'xml'}`;
      await directory.write(`${file}.json`, JSON.stringify({ ...settings, person: PERSON.name }));
      await directory.write(file, isEntry ? await setup('simplesamlphp') : metadata);
    },
    read: (spEntityId) => readService(spEntityId, env),
    enterPassword,
    seeRefusal: async (page) => {
      await page
        .getByText(/signature/i)
        .first()
        .waitFor();
    },
    portalLink: (spEntityId) =>
      `${origin}/saml2/idp/SSOService.php?spentityid=${encodeURIComponent(spEntityId)}`,
    signOutUrl: `${origin}/saml2/idp/initSLO.php?RelayState=${encodeURIComponent(`${origin}/logout.php`)}`,
    finishSignOut: async (page) => {
      await page.waitForURL(`${origin}/logout.php`);
    },
    keys: directory.keys,
    log: program.output,
    stop: async () => {
      await program.stop();
      await directory.remove();
    },
  };
}

async function enterPassword(page: Page): Promise<void> {
  await page.locator('input[name=username]').fill(PERSON.name);
  await page.locator('input[name=password]').fill(PERSON.password);
  await page.locator('#regularsubmit button, #submit_button').first().click();
}

interface Parsed {
  readonly AssertionConsumerService: readonly { readonly Location: string }[];
  readonly SingleLogoutService: readonly { readonly Location: string }[];
  readonly keys: readonly { readonly X509Certificate: string }[];
}

async function readService(spEntityId: string, env: Record<string, string>): Promise<ReadService> {
  const { stdout } = await promisify(execFile)('php', [`${__dirname}/read-service.php`, spEntityId], {
    env: { ...process.env, ...env },
  });
  const parsed = JSON.parse(stdout) as Parsed;
  return {
    acsUrls: parsed.AssertionConsumerService.map(({ Location }) => Location),
    sloUrls: parsed.SingleLogoutService.map(({ Location }) => Location),
    certificates: parsed.keys.map((key) => key.X509Certificate.replace(/\s/g, '')),
  };
}
