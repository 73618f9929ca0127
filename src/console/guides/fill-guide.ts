/** What the guides have examples in the place of. */
export interface GuideValues {
  /** An origin. */
  readonly baseUrl: string;
  readonly alias: string;
  /** Of the users' names at the IdP; undefined where the tenant has none of its own yet. */
  readonly domain: string | undefined;
}

/** Writes a tenant's own values into a guide. They are checked names and addresses: none has a mark of Markdown in it. */
export function fillGuide(text: string, { baseUrl, alias, domain }: GuideValues): string {
  const filled = text
    .replace(/ `ram\.example\.com` stands for this service, `acme` for the tenant\./, '')
    .replaceAll('https:\\/\\/ram\\.example\\.com', escaped(baseUrl))
    .replaceAll(/https:\/\/ram\.example\.com|<BASE_URL>|\$BASE_URL/g, () => baseUrl)
    .replaceAll('ram.example.com', new URL(baseUrl).host);
  const named = domain === undefined ? filled : filled.replaceAll(/(?<![\w.])acme\.example\b/g, () => domain);
  return named.replaceAll(/(?<![\w.])acme\b(?!\.\w)/g, () => alias);
}

/** As a regular expression has it, with its slashes escaped too. */
function escaped(address: string): string {
  return address.replaceAll(/[/.]/g, (mark) => `\\${mark}`);
}
