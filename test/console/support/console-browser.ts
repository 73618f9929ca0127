import type { TestApp, TestResponse } from '../../support/app';
import { setCookies } from '../../support/login-scene';

/** A browser at the console, as far as cookies and the token of its forms go. */
export class ConsoleBrowser {
  private constructor(
    private readonly app: TestApp,
    readonly cookies: Record<string, string>,
  ) {}

  /** Without a session. */
  static new(app: TestApp, cookies: Readonly<Record<string, string>> = {}): ConsoleBrowser {
    return new ConsoleBrowser(app, { ...cookies });
  }

  /** Entered by a token; the platform administrator's unless one is given. */
  static async enter(app: TestApp, token = app.settings.adminToken): Promise<ConsoleBrowser> {
    const browser = ConsoleBrowser.new(app);
    const response = await browser.send('/admin/sign-in', { token });
    if (response.status !== 303) throw new Error(`the console did not open: ${response.status}`);
    return browser;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<TestResponse> {
    const request = { token: null, cookies: this.cookies, headers: { accept: 'text/html', ...headers } };
    return this.kept(await this.app.request('GET', path, request));
  }

  /** Fills in the form on the page at `page`, as a person would: with the token that stands in it. */
  async post(page: string, path: string, fields: Record<string, string> = {}): Promise<TestResponse> {
    return this.send(path, { _token: formTokenIn(await this.get(page)), ...fields });
  }

  /** Without a page before it. */
  async send(path: string, fields: Record<string, string>): Promise<TestResponse> {
    const response = await this.app.request('POST', path, {
      token: null,
      cookies: this.cookies,
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    });
    return this.kept(response);
  }

  /** A form with files, as `uploadForm` writes it. */
  async upload(
    path: string,
    { body, headers }: { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> },
  ): Promise<TestResponse> {
    const response = await this.app.request('POST', path, {
      token: null,
      cookies: this.cookies,
      body,
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...headers },
    });
    return this.kept(response);
  }

  /** Takes the cookies of an answer that came otherwise. */
  keep(response: TestResponse): this {
    Object.assign(this.cookies, setCookies(response));
    return this;
  }

  private kept(response: TestResponse): TestResponse {
    this.keep(response);
    return response;
  }
}

export function formTokenIn({ text }: TestResponse): string {
  return /name="_token" value="([^"]+)"/.exec(text)?.[1] ?? '';
}
