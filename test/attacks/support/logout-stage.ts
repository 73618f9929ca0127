import { createHash, type KeyObject, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { TestApp } from '../../support/app';
import { type LogoutPlan, logoutRequestXml, logoutResponseXml } from '../../support/idp/logout-xml';
import type { TestKeyPair } from '../../support/idp/key-pair';
import { signXml, type SignOptions } from '../../support/idp/sign-xml';
import { createUser } from '../../support/api';
import { type LoginScene, makeScene, setCookies, signIn, trust } from '../../support/login-scene';
import { Loot, RSA_SHA256 } from './loot';
import { get, post, type Sent } from './sent';

/** A tenant whose IdP has single logout, and another one that trusts the same IdP by the same key. */
export interface LogoutStage extends LoginScene {
  readonly loot: Loot;
  readonly neighbour: LoginScene;
}

/** Of every session that is opened here. */
export const SESSION_INDEX = '_alice-s-session';

export async function setLogoutStage(app: TestApp): Promise<LogoutStage> {
  const scene = await makeScene(app, { metadata: { slo: true } });
  const other = await makeScene(app);
  await trust(app, other.tenant.alias, scene.idp.metadata({ slo: true }));
  await createUser(app, scene.tenant.alias, { userName: 'bob' });
  return { ...scene, loot: new Loot(scene), neighbour: { ...other, idp: scene.idp } };
}

/** Signs alice in. */
export async function openSession(stage: LogoutStage): Promise<Sent['cookies']> {
  const response = await signIn(stage, ({ authnStatement }) => {
    if (authnStatement) authnStatement.sessionIndex = SESSION_INDEX;
  });
  return setCookies(response);
}

export const sloOf = ({ tenant }: LoginScene) => `/saml/${tenant.alias}/slo`;

/** What the IdP says to end alice's session. */
export const requestXml = (stage: LogoutStage, plan: Partial<LogoutPlan> = {}): string =>
  logoutRequestXml({
    issuer: stage.idp.entityId,
    destination: stage.tenant.sp.sloUrl,
    nameId: stage.alice,
    sessionIndexes: [SESSION_INDEX],
    issueInstant: stage.app.clock.now(),
    ...plan,
  });

/** What the IdP says when it was asked to. */
export const responseXml = (stage: LogoutStage, plan: Partial<LogoutPlan> = {}): string =>
  logoutResponseXml({
    issuer: stage.idp.entityId,
    destination: stage.tenant.sp.sloUrl,
    issueInstant: stage.app.clock.now(),
    inResponseTo: '_asked',
    ...plan,
  });

export const deflated = (xml: string | Buffer) => deflateRawSync(xml).toString('base64');

interface RedirectOptions {
  readonly name?: 'SAMLRequest' | 'SAMLResponse';
  /** Null: none. */
  readonly relayState?: string | null;
  readonly algorithm?: string;
}

/** The octets that a Redirect signature is over (saml-bindings 3.4.4.1). */
export function octets(
  value: string,
  { name = 'SAMLRequest', relayState = 'state', algorithm = RSA_SHA256 }: RedirectOptions = {},
): string {
  const state = relayState === null ? '' : `&RelayState=${encodeURIComponent(relayState)}`;
  return `${name}=${encodeURIComponent(value)}${state}&SigAlg=${encodeURIComponent(algorithm)}`;
}

export type SignOctets = (octets: Buffer) => Buffer;

export const by =
  (key: KeyObject, hash = 'sha256'): SignOctets =>
  (text) =>
    sign(hash, text, key);

export const withSignature = (query: string, make: SignOctets): string =>
  `${query}&Signature=${encodeURIComponent(make(Buffer.from(query)).toString('base64'))}`;

/** By HTTP-Redirect, signed by the IdP. */
export const redirected = (stage: LogoutStage, xml: string, options: RedirectOptions = {}): Sent =>
  get(`${sloOf(stage)}?${withSignature(octets(deflated(xml), options), by(stage.loot.idpKey))}`);

export const signedRequest = (stage: LogoutStage, xml: string, keys?: TestKeyPair, options?: SignOptions) =>
  signXml(xml, 'LogoutRequest', keys ?? stage.idp.keys, options);

/** By HTTP-POST, as it is. */
export const postedXml = (stage: LoginScene, xml: string, name = 'SAMLRequest'): Sent =>
  post(sloOf(stage), { [name]: Buffer.from(xml).toString('base64') });

export const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
