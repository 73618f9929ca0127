import type { ProblemCode } from '../../../src/http/codes';
import type { HttpAttack } from './http-attack';
import { type LoginStage, sessionCookies } from './login-stage';
import { signIn } from '../../support/login-scene';
import { get, type Sent } from './sent';

/** Alice is signed in, and says who she is by her cookie. */
export type SessionAttack = HttpAttack<LoginStage>;

export const SESSION_COOKIE = 'ram_session';

export async function askWhoIAm(stage: LoginStage): Promise<Sent> {
  const [cookie] = sessionCookies(await signIn(stage));
  return get('/session', { [SESSION_COOKIE]: cookie?.value ?? '' });
}

export const cookieOf = ({ cookies }: Sent) => cookies[SESSION_COOKIE] ?? '';

/** The same question with another value of the cookie. */
export const withCookie = (
  name: string,
  edit: (value: string, stage: LoginStage) => string | Promise<string>,
  ids?: readonly string[],
  code: ProblemCode = 'auth.required',
): SessionAttack => ({
  name,
  ids,
  forge: async (honest, stage) => ({
    ...honest,
    cookies: { [SESSION_COOKIE]: await edit(cookieOf(honest), stage) },
  }),
  code,
});

/** A header by which alone the cookie comes. */
export const byHeader = (name: string, header: string, write: (value: string) => string): SessionAttack => ({
  name,
  forge: (honest) => ({ ...honest, cookies: {}, headers: { [header]: write(cookieOf(honest)) } }),
  code: 'auth.required',
});
