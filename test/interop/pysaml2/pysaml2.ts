import { freePort } from '../../../demo/free-port';
import { makeIdpDirectory } from '../support/idp-directory';
import { type InteropIdp, PERSON, type ReadService } from '../support/interop-idp';
import { requireCommand, startProgram } from '../support/program';

const PYTHON = '/usr/bin/python3';

/** Debian's pysaml2, which brings no pages and no server: those are `idp.py`. */
export async function startPysaml2(): Promise<InteropIdp> {
  await requireCommand(PYTHON, ['-c', 'import saml2.server'], 'python3-pysaml2 xmlsec1');
  const directory = await makeIdpDirectory('pysaml2');
  const port = await freePort(0);
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    INTEROP_DIRECTORY: directory.path,
    INTEROP_ORIGIN: origin,
    INTEROP_PERSON: `${PERSON.name}:${PERSON.password}`,
  };
  const entityId = `${origin}/metadata`;
  const args = ['-B', `${__dirname}/idp.py`];
  const program = await startProgram({ command: PYTHON, args, env, readyUrl: entityId });
  return {
    entityId,
    metadataUrl: entityId,
    register: async ({ metadata, ...settings }) => {
      const name = `service-${settings.nameIdDomain}`;
      const entity = /\sentityID="([^"]+)"/.exec(metadata)?.[1];
      await directory.write(`${name}.json`, JSON.stringify({ ...settings, entityId: entity }));
      await directory.write(`${name}.xml`, metadata);
    },
    read: async (spEntityId) =>
      (await (
        await fetch(`${origin}/services?entityID=${encodeURIComponent(spEntityId)}`)
      ).json()) as ReadService,
    enterPassword: async (page) => {
      await page.locator('input[name=name]').fill(PERSON.name);
      await page.locator('input[name=password]').fill(PERSON.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
    seeRefusal: async (page) => {
      await page.getByText('not signed as it must be').waitFor();
    },
    portalLink: (spEntityId) => `${origin}/launch?sp=${encodeURIComponent(spEntityId)}`,
    signOutUrl: `${origin}/logout`,
    signOutByPostUrl: `${origin}/logout?binding=post`,
    finishSignOut: async (page) => {
      await page.getByRole('heading', { name: 'Signed out everywhere' }).waitFor();
    },
    keys: directory.keys,
    log: program.output,
    stop: async () => {
      await program.stop();
      await directory.remove();
    },
  };
}
