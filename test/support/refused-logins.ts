import type { TestResponse } from './app';
import { type LoginScene, planFor, postResponse, type PostOptions } from './login-scene';
import type { ResponsePlan } from './idp/response-plan';

export interface StepBody {
  readonly check: string;
  readonly result: string;
  readonly expected: string;
  readonly code?: string;
  readonly actual?: string;
  readonly hint?: string;
  readonly where?: { readonly product: string; readonly screen: string; readonly guide: string };
}

export interface TraceBody {
  readonly requestId: string;
  readonly time: string;
  readonly code: string;
  readonly userName: string | null;
  readonly ip: string;
  readonly isSignedByTrustedKey: boolean;
  readonly product: string | null;
  readonly steps: readonly StepBody[];
  readonly signedBy: { readonly place: string } | null;
  readonly user: { readonly value: string; readonly status: string } | null;
  readonly received: {
    readonly message: string;
    readonly encryption: string;
    readonly assertion: object | null;
  };
}

export interface CheckBody {
  readonly wouldPass: boolean;
  readonly code: string | null;
  readonly judgedAsOf: string;
  readonly steps: readonly StepBody[];
}

export const refusedPath = ({ tenant }: LoginScene, rest = '') =>
  `/api/v1/tenants/${tenant.alias}/refused-logins${rest}`;

export const requestIdOf = (response: TestResponse) => String(response.headers['x-request-id']);

/** Posts a response that is refused. @returns its request id */
export async function refuse(
  scene: LoginScene,
  change?: (plan: ResponsePlan) => void,
  options?: Parameters<LoginScene['idp']['post']>[1],
  posted?: PostOptions & { readonly inResponseTo?: string },
): Promise<string> {
  const samlResponse = scene.idp.post(planFor(scene, posted?.inResponseTo, change), options);
  const response = await postResponse(scene, samlResponse, posted);
  if (response.status < 400) throw new Error(`it was not refused: ${response.status}`);
  return requestIdOf(response);
}

export async function traceOf(scene: LoginScene, requestId: string): Promise<TraceBody> {
  const response = await scene.app.request('GET', refusedPath(scene, `/${requestId}`));
  if (response.status !== 200) throw new Error(`there is no trace: ${response.text}`);
  return response.body as TraceBody;
}

export async function checkAgain(scene: LoginScene, requestId: string): Promise<CheckBody> {
  const response = await scene.app.request('POST', refusedPath(scene, `/${requestId}/check`));
  if (response.status !== 200) throw new Error(`it was not checked: ${response.text}`);
  return response.body as CheckBody;
}

export async function keptOf(scene: LoginScene, query = ''): Promise<TraceBody[]> {
  const response = await scene.app.request('GET', refusedPath(scene, query));
  return (response.body as { items: TraceBody[] }).items;
}

export const failedSteps = ({ steps }: Pick<TraceBody, 'steps'>) =>
  steps.filter(({ result }) => result === 'failed').map(({ check, code }) => [check, code]);

export interface PersonBody {
  readonly id: string;
  readonly userName: string;
  readonly nameId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly count: number;
  readonly nearest: readonly { readonly userName: string; readonly displayName: string | null }[];
}

export async function unmatchedOf({ app, tenant }: LoginScene, query = ''): Promise<PersonBody[]> {
  const response = await app.request('GET', `/api/v1/tenants/${tenant.alias}/unmatched-people${query}`);
  return (response.body as { items: PersonBody[] }).items;
}
