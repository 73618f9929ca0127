import type { Page } from 'playwright-core';
import { startIdp } from '../../../demo/idp/identity-provider';
import { readServiceProvider, type ServiceProvider } from '../../../demo/idp/service-provider';
import { USERS } from '../../../demo/idp/users';
import { type InteropIdp, PERSON } from '../support/interop-idp';

/** The npm package samlp, as the demo's identity provider has it: samlp has no pages, no people and no reader of metadata. */
export async function startSamlp(): Promise<InteropIdp> {
  const idp = await startIdp({ port: 0, host: '127.0.0.1' });
  const services = new Map<string, ServiceProvider>();
  return {
    entityId: idp.metadataUrl,
    metadataUrl: idp.metadataUrl,
    register: async ({ metadata, nameIdDomain }) => {
      const service = readServiceProvider(metadata, nameIdDomain);
      services.set(service.entityId, service);
      const url = `${idp.url}/service-providers?nameIdDomain=${nameIdDomain}`;
      const response = await fetch(url, { method: 'POST', body: metadata });
      if (response.status !== 201) throw new Error(await response.text());
    },
    read: (spEntityId) => {
      const service = services.get(spEntityId);
      if (!service) throw new Error(`${spEntityId} is not registered`);
      return Promise.resolve({
        acsUrls: [service.acsUrl],
        sloUrls: service.sloUrl === undefined ? [] : [service.sloUrl],
        certificates: [service.signingCert, service.encryptionCert]
          .filter((pem) => pem !== undefined)
          .map((pem) => pem.replace(/-----[A-Z ]+-----|\s/g, '')),
      });
    },
    enterPassword,
    // It looks at a request once it knows who is there.
    seeRefusal: async (page) => {
      await enterPassword(page);
      await page.getByText(/Signature check errors|MUST be signed|Invalid signature algorithm/).waitFor();
    },
    portalLink: (spEntityId) => `${idp.url}/launch?sp=${encodeURIComponent(spEntityId)}`,
    signOutUrl: `${idp.url}/logout`,
    finishSignOut: async (page) => {
      await page.waitForURL((url) => url.href.startsWith(idp.url));
    },
    log: () => '(samlp writes nothing)',
    stop: () => idp.close(),
  };
}

async function enterPassword(page: Page): Promise<void> {
  await page.getByLabel('User name').fill(PERSON.name);
  await page.getByLabel('Password').fill(USERS.find(({ name }) => name === PERSON.name)?.password ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
