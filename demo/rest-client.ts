export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly json?: object;
  readonly xml?: string;
  /** How the XML is named in the line that is shown. */
  readonly xmlFile?: string;
}

/** Plain HTTP, as any integrator's: every call is shown as the curl line that does the same. */
export class RestClient {
  constructor(
    private readonly adminToken: string,
    private readonly show: (line: string) => void,
  ) {}

  /** A call to the service's API. */
  async callApi(call: Call): Promise<unknown> {
    const authorization = { authorization: `Bearer ${this.adminToken}` };
    return JSON.parse(
      await this.#send(call, authorization, '-H "Authorization: Bearer $ADMIN_TOKEN"'),
    ) as unknown;
  }

  /** A call that needs no token. */
  callOpenly(call: Call): Promise<string> {
    return this.#send(call, {});
  }

  async #send(call: Call, headers: Record<string, string>, shownHeader?: string): Promise<string> {
    this.show(curlLine(call, shownHeader));
    const type = call.json ? 'application/json' : 'application/samlmetadata+xml';
    const body = call.json ? JSON.stringify(call.json) : call.xml;
    const answer = await fetch(call.url, {
      method: call.method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': type }) },
      body,
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`${call.method} ${call.url} was answered ${answer.status}: ${text.slice(0, 500)}`);
    return text;
  }
}

function curlLine({ method, url, json, xmlFile }: Call, header: string | undefined): string {
  const parts = ['curl', '-sS'];
  if (method !== 'GET') parts.push('-X', method);
  parts.push(url.includes('?') ? `'${url}'` : url);
  if (header !== undefined) parts.push(header);
  if (json) parts.push('--json', `'${JSON.stringify(json)}'`);
  if (xmlFile !== undefined) {
    const type = "-H 'Content-Type: application/samlmetadata+xml'";
    parts.push(...(method === 'GET' ? ['-o', xmlFile] : [type, `--data-binary @${xmlFile}`]));
  }
  return parts.join(' ');
}
