import { inflateRawSync } from 'node:zlib';
import { createTenant, createUser, type Tenant } from './api';
import type { TestApp, TestResponse } from './app';
import { TestIdp } from './idp/test-idp';
import type { ResponsePlan } from './idp/response-plan';
import type { TestKeyPair } from './idp/key-pair';

/** A tenant with a trusted IdP and the RAM user alice. */
export interface LoginScene {
  readonly app: TestApp;
  readonly tenant: Tenant;
  readonly idp: TestIdp;
  /** alice's principal name. */
  readonly alice: string;
}

export interface SceneOptions {
  readonly tenant?: Record<string, unknown>;
  readonly metadata?: Parameters<TestIdp['metadata']>[0];
  /** Of the IdP's metadata, before they are uploaded. */
  readonly editMetadata?: (xml: string) => string;
  readonly keys?: TestKeyPair;
  readonly idpEntityId?: string;
}

export async function makeScene(app: TestApp, options: SceneOptions = {}): Promise<LoginScene> {
  const idp = await TestIdp.create(options.keys, options.idpEntityId);
  const tenant = await createTenant(app, options.tenant);
  const { editMetadata = (xml) => xml } = options;
  await trust(app, tenant.alias, editMetadata(idp.metadata(options.metadata)));
  await createUser(app, tenant.alias, { userName: 'alice', displayName: 'Alice' });
  return { app, tenant, idp, alice: `alice@${tenant.defaultDomain}` };
}

export async function trust(app: TestApp, alias: string, metadataXml: string): Promise<void> {
  const response = await app.request('PUT', `/api/v1/tenants/${alias}/idp`, { body: { metadataXml } });
  if (response.status !== 200) throw new Error(`the metadata was refused: ${response.text}`);
}

export interface BegunLogin {
  readonly requestId: string;
  readonly cookies: Record<string, string>;
  readonly response: TestResponse;
}

/** Starts a login as a browser would, and reads the request's ID from what the IdP would get. */
export async function beginLogin({ app, tenant }: LoginScene, query = ''): Promise<BegunLogin> {
  const response = await app.request('GET', `/saml/${tenant.alias}/login${query}`, { token: null });
  if (response.status !== 302)
    throw new Error(`the login did not begin: ${response.status} ${response.text}`);
  return {
    requestId: attributeOf(redirectedMessage(response), 'ID'),
    cookies: setCookies(response),
    response,
  };
}

/** The XML inside a redirect's SAMLRequest. */
export function redirectedMessage(response: TestResponse): string {
  const parameter = new URL(String(response.headers.location)).searchParams.get('SAMLRequest') ?? '';
  return inflateRawSync(Buffer.from(parameter, 'base64')).toString();
}

export function attributeOf(xml: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(xml)?.[1] ?? '';
}

export interface PostOptions {
  readonly cookies?: Record<string, string>;
  readonly relayState?: string;
  readonly headers?: Record<string, string>;
}

/** Posts to the ACS as a browser does that the IdP sent on; problems come as JSON. */
export function postResponse(
  { app, tenant }: LoginScene,
  samlResponse: string,
  options: PostOptions = {},
): Promise<TestResponse> {
  const form = new URLSearchParams({ SAMLResponse: samlResponse });
  if (options.relayState !== undefined) form.set('RelayState', options.relayState);
  return app.request('POST', `/saml/${tenant.alias}/acs`, {
    token: null,
    body: form,
    cookies: options.cookies,
    headers: { accept: 'application/json', ...options.headers },
  });
}

/** A good response for alice, changed by `change`. */
export function planFor(
  scene: LoginScene,
  inResponseTo?: string,
  change?: (plan: ResponsePlan) => void,
): ResponsePlan {
  const plan = scene.idp.plan({
    spEntityId: scene.tenant.sp.entityId,
    acsUrl: scene.tenant.sp.acsUrl,
    nameId: scene.alice,
    now: scene.app.clock.now(),
    inResponseTo,
  });
  change?.(plan);
  return plan;
}

/** Signs alice in by an unsolicited response. */
export function signIn(scene: LoginScene, change?: (plan: ResponsePlan) => void): Promise<TestResponse> {
  return postResponse(scene, scene.idp.post(planFor(scene, undefined, change)));
}

export function setCookieLines(response: TestResponse): string[] {
  return [response.headers['set-cookie'] ?? []].flat().map(String);
}

/** Name and value of what was set and not cleared. */
export function setCookies(response: TestResponse): Record<string, string> {
  const kept = response.cookies.filter(({ maxAge }) => maxAge !== 0);
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
}

/** The newest events of the tenant's audit trail. */
export async function auditEvents(
  { app, tenant }: LoginScene,
  query = '',
): Promise<Record<string, unknown>[]> {
  const response = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events${query}`);
  return (response.body as { items: Record<string, unknown>[] }).items;
}
