import type { TestApp, TestResponse } from './app';

export interface MadeSetupLink {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
  readonly state: string;
}

export function setupLinksPath(alias: string): string {
  return `/api/v1/tenants/${alias}/setup-links`;
}

export async function makeSetupLink(app: TestApp, alias: string, body: object = {}): Promise<MadeSetupLink> {
  const response = await app.request('POST', setupLinksPath(alias), { body });
  if (response.status !== 201) throw new Error(`there is no link: ${response.text}`);
  return response.body as MadeSetupLink;
}

/** Where a browser opens it. */
export function pathOfLink({ url }: MadeSetupLink): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/** Presses the button of the link's page, in a browser without cookies unless some are given. */
export function takeLink(
  app: TestApp,
  { url }: MadeSetupLink,
  cookies: Record<string, string> = {},
): Promise<TestResponse> {
  const { pathname, searchParams } = new URL(url);
  return app.request('POST', pathname, {
    token: null,
    cookies,
    body: new URLSearchParams({ secret: searchParams.get('secret') ?? '' }),
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
  });
}
