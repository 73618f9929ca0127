import type { TestApp, TestResponse } from '../../support/app';
import {
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  type SceneOptions,
  trust,
} from '../../support/login-scene';
import type { ResponsePlan } from '../../support/idp/response-plan';
import type { ResponseOptions } from '../../support/idp/test-idp';
import { Loot } from './loot';
import { post, type Sent } from './sent';

/** A tenant, another one that trusts the same IdP by the same key, and a second node. */
export interface LoginStage extends LoginScene {
  readonly loot: Loot;
  readonly neighbour: LoginScene;
  readonly node2: TestApp;
}

export async function setLoginStage(
  app: TestApp,
  node2: TestApp,
  options: SceneOptions = {},
): Promise<LoginStage> {
  // Nobody here looks at our own signatures, whose keys take long to make.
  const tenant = { saml: { signAuthnRequests: 'never' }, ...options.tenant };
  const scene = await makeScene(app, { ...options, tenant });
  const neighbour = await makeScene(app, { tenant });
  await trust(app, neighbour.tenant.alias, scene.idp.metadata());
  return { ...scene, loot: new Loot(scene), neighbour: { ...neighbour, idp: scene.idp }, node2 };
}

export const acsOf = ({ tenant }: LoginScene) => `/saml/${tenant.alias}/acs`;

/** What a browser posts to the ACS. */
export function posted(scene: LoginScene, xml: string, cookies: Sent['cookies'] = {}): Sent {
  return post(acsOf(scene), { SAMLResponse: Buffer.from(xml).toString('base64') }, cookies);
}

/** An unsolicited response for alice. */
export const unsolicited = ({ loot }: LoginStage): Sent => posted(loot.scene, loot.genuine());

/** The answer to a login that this browser began, with its cookies. */
export async function solicited(
  scene: LoginScene,
  edit?: (plan: ResponsePlan) => void,
  options?: ResponseOptions,
): Promise<Sent> {
  const { requestId, cookies } = await beginLogin(scene);
  return posted(scene, scene.idp.xml(planFor(scene, requestId, edit), options), cookies);
}

export const sessionCookies = ({ cookies }: TestResponse) =>
  cookies.filter(({ name, value }) => name.includes('ram_session') && value !== '');
