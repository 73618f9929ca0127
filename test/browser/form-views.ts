import type { Page } from 'playwright-core';
import { makeKeyPair } from '../support/idp/key-pair';
import type { LoginScene } from '../support/login-scene';

/** What the console shows after a form and before anything is done, or once only: no GET alone leads there. */
export interface FormView {
  readonly picture: string;
  /** Leads a signed-in administrator of the platform there, in whichever language. */
  show(page: Page, base: string, scene: LoginScene): Promise<void>;
}

/** The second line names nobody, and the third one twice. */
const LIST =
  'userName,displayName,email\ndora,Dora Brandt,dora@acme.example\n,Nobody,\nemil,Emil Roth,emil@@acme\n';

export const FORM_VIEWS: readonly FormView[] = [
  {
    picture: 'set-up-idp-preview',
    show: async (page, base, scene) => {
      const { certificateDer } = await makeKeyPair({ bits: 1024 });
      const document = scene.idp.metadata({ certificates: [scene.idp.keys.certificateDer, certificateDer] });
      await page.goto(`${base}/setup/idp`);
      await send(page, `${base}/setup/idp`, 'metadataXml', document);
    },
  },
  {
    picture: 'set-up-users-preview',
    show: async (page, base) => {
      await page.goto(`${base}/setup/users`);
      await send(page, `${base}/setup/users/csv`, 'csvText', LIST);
    },
  },
  {
    picture: 'import-users-preview',
    show: async (page, base) => {
      await page.goto(`${base}/users/import`);
      await send(page, `${base}/users/import/preview`, 'text', LIST);
    },
  },
  {
    picture: 'set-up-link-made',
    show: async (page, base) => {
      await page.goto(`${base}/setup-links`);
      await send(page, `${base}/setup-links`, 'note', 'IT');
    },
  },
  {
    picture: 'api-token-made',
    show: async (page, base) => {
      const form = new URL('/admin/new-api-token', base).href;
      await page.goto(form);
      await send(page, form, 'name', 'CI');
    },
  },
];

/** Fills one field of the form that goes to `action`, and sends it. */
async function send(page: Page, action: string, field: string, text: string): Promise<void> {
  const form = page.locator(`form[action="${new URL(action).pathname}"]`);
  await form.locator(`[name=${field}]`).fill(text);
  const answered = page.waitForEvent('load');
  await form.locator('button:not([type=button])').click();
  await answered;
}
