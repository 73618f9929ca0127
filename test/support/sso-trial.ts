import type { TestApp, TestResponse } from './app';
import { type LoginScene, makeScene } from './login-scene';

/** A tenant whose single sign-on is off, though all else is ready. */
export const makeSwitchedOff = (app: TestApp): Promise<LoginScene> =>
  makeScene(app, { tenant: { ssoEnabled: false, saml: { signAuthnRequests: 'never' } } });

export function trialPath({ tenant }: LoginScene): string {
  return `/api/v1/tenants/${tenant.alias}/sso/trial`;
}

export function askTrial(scene: LoginScene, method: string, token?: string): Promise<TestResponse> {
  return scene.app.request(method, trialPath(scene), { token });
}

export async function startTrial(scene: LoginScene): Promise<void> {
  const response = await askTrial(scene, 'POST');
  if (response.status !== 201) throw new Error(`the trial did not begin: ${response.text}`);
}
