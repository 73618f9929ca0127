import type { TestResponse } from './app';
import type { ResponsePlan } from './idp/response-plan';
import {
  attributeOf,
  type LoginScene,
  planFor,
  type PostOptions,
  postResponse,
  redirectedMessage,
  setCookies,
} from './login-scene';

/** A test that this browser began. */
export interface BegunTest {
  readonly requestId: string;
  readonly relayState: string;
  readonly cookies: Record<string, string>;
  readonly response: TestResponse;
}

export interface ReportBody {
  readonly outcome: string;
  readonly code: string | null;
  readonly checks: readonly {
    readonly check: string;
    readonly result: string;
    readonly code?: string;
    readonly actual?: string;
  }[];
  readonly user: { readonly userName: string | null; readonly status: string } | null;
  readonly signedBy: { readonly sha256Fingerprint: string } | null;
  readonly received: { readonly message: string; readonly assertion: { readonly nameId: string } | null };
}

/** The link's token. */
export async function createTestLink({ app, tenant }: LoginScene, token?: string): Promise<string> {
  const path = `/api/v1/tenants/${tenant.alias}/idp/test-login`;
  const response = await app.request('POST', path, { body: {}, token });
  if (response.status !== 201) throw new Error(`there is no link: ${response.text}`);
  return new URL((response.body as { url: string }).url).searchParams.get('token') ?? '';
}

/** Presses the button of the link's page. */
export function pressStart({ app, tenant }: LoginScene, token: string): Promise<TestResponse> {
  return app.request('POST', `/saml/${tenant.alias}/test-login`, {
    token: null,
    body: new URLSearchParams({ token }),
    headers: { accept: 'application/json' },
  });
}

/** From the link to the IdP. */
export async function beginTest(scene: LoginScene): Promise<BegunTest> {
  const response = await pressStart(scene, await createTestLink(scene));
  if (response.status !== 303) throw new Error(`the test did not begin: ${response.status} ${response.text}`);
  return {
    requestId: attributeOf(redirectedMessage(response), 'ID'),
    relayState: new URL(String(response.headers.location)).searchParams.get('RelayState') ?? '',
    cookies: setCookies(response),
    response,
  };
}

/** What the IdP would send, with RelayState as it came, by the browser that began it. */
export function answerTest(
  scene: LoginScene,
  { relayState, cookies }: Pick<BegunTest, 'relayState' | 'cookies'>,
  samlResponse: string,
  options: PostOptions = {},
): Promise<TestResponse> {
  return postResponse(scene, samlResponse, { relayState, cookies, ...options });
}

/** The good answer to a new test, changed by `change`, and its report. */
export async function runTest(
  scene: LoginScene,
  change?: (plan: ResponsePlan) => void,
  options: Parameters<LoginScene['idp']['post']>[1] = {},
): Promise<{ response: TestResponse; report: ReportBody; samlResponse: string; begun: BegunTest }> {
  const begun = await beginTest(scene);
  const samlResponse = scene.idp.post(planFor(scene, begun.requestId, change), options);
  const response = await answerTest(scene, begun, samlResponse);
  return { response, report: response.body as ReportBody, samlResponse, begun };
}
