export interface BrowserPage {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

interface Sending {
  readonly method?: 'POST';
  readonly body?: URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly value: string;
}

const MAX_REDIRECTS = 10;

/** As much of a browser as a sign-in needs: cookies, redirects and forms. For a run without a person. */
export class HttpBrowser {
  readonly #cookies = new Map<string, Cookie>();

  open(url: string): Promise<BrowserPage> {
    return this.#follow(url, {});
  }

  /** Fills in the page's first form and sends it, hidden fields included. */
  submit(page: BrowserPage, entered: Readonly<Record<string, string>> = {}): Promise<BrowserPage> {
    const form = /<form\b[^>]*>[\s\S]*?<\/form>/.exec(page.text)?.[0];
    if (form === undefined) throw new Error(`There is no form at ${page.url} (${page.status}).`);
    const action = new URL(attribute(form, 'action') ?? page.url, page.url);
    const fields = new URLSearchParams();
    for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(input, 'name');
      if (name !== undefined) fields.set(name, entered[name] ?? attribute(input, 'value') ?? '');
    }
    if (attribute(form, 'method')?.toLowerCase() === 'post') {
      return this.#follow(action.href, {
        method: 'POST',
        body: fields,
        headers: { origin: new URL(page.url).origin },
      });
    }
    action.search = fields.toString();
    return this.#follow(action.href, {});
  }

  async #follow(start: string, first: Sending): Promise<BrowserPage> {
    let url = start;
    let init = first;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const headers = { accept: 'text/html', cookie: this.#cookieHeader(new URL(url)), ...init.headers };
      const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
      this.#keepCookies(new URL(url), answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      if (location === null) return { url, status: answer.status, text: await answer.text() };
      await answer.body?.cancel();
      url = new URL(location, url).href;
      init = {};
    }
    throw new Error(`More than ${MAX_REDIRECTS} redirects, the last to ${url}.`);
  }

  #keepCookies(from: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      const path = attributes.find((one) => /^path=/i.test(one))?.slice('path='.length) ?? '/';
      const isGone = attributes.some((one) => /^max-age=0$|^expires=thu, 01 jan 1970/i.test(one));
      const key = `${from.hostname};${path};${name}`;
      if (isGone) this.#cookies.delete(key);
      else this.#cookies.set(key, { host: from.hostname, path, value: `${name}=${value.join('=')}` });
    }
  }

  #cookieHeader(to: URL): string {
    return [...this.#cookies.values()]
      .filter(({ host, path }) => host === to.hostname && isBelow(to.pathname, path))
      .map(({ value }) => value)
      .join('; ');
  }
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}

function attribute(element: string, name: string): string | undefined {
  const value = new RegExp(`^<[^>]*?\\s${name}="([^"]*)"`).exec(element)?.[1];
  return value
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&amp;', '&');
}
