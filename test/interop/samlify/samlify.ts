import { listen, portOf } from '../../../demo/idp/host';
import { type KeyPairPem, makeKeyPair } from '../../../demo/idp/make-key-pair';
import { type IdpKeys, type InteropIdp, PERSON, type ReadService } from '../support/interop-idp';
import { SamlifyIdentityProvider } from './identity-provider';
import { makeIdp, readService, type Service } from './messages';

/** The npm package samlify, behind node's own server. */
export async function startSamlify(): Promise<InteropIdp> {
  const keys = new KeysInMemory(await makeKeyPair('samlify'));
  let origin = '';
  const errors: string[] = [];
  const make = (pairs: readonly KeyPairPem[], encryptsAssertions: boolean) =>
    makeIdp({ origin, keys: pairs, encryptsAssertions });
  // One with several certificates can't sign: it would put all of them into one KeyInfo.
  const idp = new SamlifyIdentityProvider(() => ({
    metadata: make(keys.all, false).getMetadata(),
    plain: make([keys.signing], false),
    encrypting: make([keys.signing], true),
  }));
  const server = await listen(0, '127.0.0.1', (request, response) =>
    idp.answer(request, response).catch((error: unknown) => {
      errors.push(`${request.path}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
      throw error;
    }),
  );
  origin = `http://127.0.0.1:${portOf(server)}`;
  const entityId = `${origin}/metadata`;
  return {
    entityId,
    metadataUrl: entityId,
    register: (registration) => {
      idp.register(readService(registration));
      return Promise.resolve();
    },
    read: (spEntityId) => Promise.resolve(asRead(idp.service(spEntityId))),
    enterPassword: async (page) => {
      await page.locator('input[name=name]').fill(PERSON.name);
      await page.locator('input[name=password]').fill(PERSON.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
    seeRefusal: async (page) => {
      await page.getByText(/ERR_MISSING_SIG_ALG|ERR_FAILED_MESSAGE_SIGNATURE_VERIFICATION/).waitFor();
    },
    portalLink: (spEntityId) => `${origin}/launch?sp=${encodeURIComponent(spEntityId)}`,
    signOutUrl: `${origin}/logout`,
    signOutByPostUrl: `${origin}/logout?binding=post`,
    finishSignOut: async (page) => {
      await page.getByRole('heading', { name: 'Signed out everywhere' }).waitFor();
    },
    keys,
    log: () => errors.join('\n'),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class KeysInMemory implements IdpKeys {
  all: readonly [KeyPairPem, ...KeyPairPem[]];

  constructor(first: KeyPairPem) {
    this.all = [first];
  }

  get signing(): KeyPairPem {
    return this.all[0];
  }

  use(signing: KeyPairPem, alsoInMetadata?: KeyPairPem): Promise<void> {
    this.all = alsoInMetadata ? [signing, alsoInMetadata] : [signing];
    return Promise.resolve();
  }
}

function asRead({ provider: { entityMeta } }: Service): ReadService {
  const slo = ['redirect', 'post'].map((binding) => entityMeta.getSingleLogoutService(binding));
  // One certificate alone it takes for both uses, whatever its `use` says.
  const certificates = ['signing', 'encryption'].flatMap((use) => entityMeta.getX509Certificate(use));
  return {
    acsUrls: [String(entityMeta.getAssertionConsumerService('post'))],
    sloUrls: slo.filter((url) => typeof url === 'string'),
    certificates: [...new Set(certificates.map((text) => text.replace(/\s/g, '')))],
  };
}
