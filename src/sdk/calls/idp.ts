import type { CallOptions, Connection, CreateOptions, WriteOptions } from '../connection';
import type { IdpTrust, TestLink, TestReport, TrustHealth, TrustPreview } from '../resources';
import { TrustVersions } from './trust-versions';

const IDP = '/api/v1/tenants/{alias}/idp';
const XML = 'application/samlmetadata+xml';

/** Where an IdP's metadata come from: the XML itself (as text, or byte for byte in whatever encoding), its address, or either with a certificate that it must be signed under. */
export type MetadataSource =
  | string
  | Uint8Array
  | URL
  | { readonly metadataUrl: string; readonly metadataSigningCertificate?: string | null }
  | { readonly metadataXml: string; readonly metadataSigningCertificate?: string | null };

export interface PutIdpOptions extends WriteOptions {
  /** Picks one IdP out of an aggregate. */
  readonly entityId?: string;
}

/** One tenant's trust in its identity provider. */
export class Idp {
  /** What it was before. */
  readonly versions: TrustVersions;
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
    this.versions = new TrustVersions(api, alias);
  }

  /** Trusts the IdP of these metadata, instead of any other. A text is the XML if it begins with `<`, else its address. */
  put(metadata: MetadataSource, options: PutIdpOptions = {}): Promise<IdpTrust> {
    return this.#put(metadata, false, options) as Promise<IdpTrust>;
  }

  /** What `put` would make of them, and what would be another than now; changes nothing. */
  check(metadata: MetadataSource, options: PutIdpOptions = {}): Promise<TrustPreview> {
    return this.#put(metadata, true, options) as Promise<TrustPreview>;
  }

  get(options: CallOptions = {}): Promise<IdpTrust> {
    return this.#api.answer(
      this.#api.client.GET(IDP, { params: this.#params(), ...this.#api.call(options) }),
    );
  }

  /** The metadata as they came, as text. */
  metadata(options: CallOptions = {}): Promise<string> {
    return this.#api.answer(
      this.#api.client.GET(`${IDP}/metadata`, {
        params: this.#params(),
        parseAs: 'text',
        ...this.#api.call(options),
      }),
    );
  }

  /** The metadata byte for byte as they came, in whatever encoding. */
  async metadataBytes(options: CallOptions = {}): Promise<Uint8Array> {
    const bytes: ArrayBuffer = await this.#api.answer(
      this.#api.client.GET(`${IDP}/metadata`, {
        params: this.#params(),
        parseAs: 'arrayBuffer',
        ...this.#api.call(options),
      }),
    );
    return new Uint8Array(bytes);
  }

  /** How its sign-ins fare, and what ends when. */
  health(options: CallOptions = {}): Promise<TrustHealth> {
    return this.#api.answer(
      this.#api.client.GET(`${IDP}/health`, { params: this.#params(), ...this.#api.call(options) }),
    );
  }

  /** Fetches the metadata now, where they came from an address. */
  refresh(options: CallOptions = {}): Promise<IdpTrust> {
    return this.#api.answer(
      this.#api.client.POST(`${IDP}/refresh`, { params: this.#params(), ...this.#api.call(options) }),
    );
  }

  /** A link for a browser: a sign-in that opens no session and shows each check. */
  createTestLink(options: CreateOptions = {}): Promise<TestLink> {
    return this.#api.answer(
      this.#api.client.POST(`${IDP}/test-login`, { params: this.#params(), ...this.#api.create(options) }),
    );
  }

  /** All that the last test found, each check and what came. */
  testReport(options: CallOptions = {}): Promise<TestReport> {
    return this.#api.answer(
      this.#api.client.GET(`${IDP}/test-login`, { params: this.#params(), ...this.#api.call(options) }),
    );
  }

  /** Trusts nobody any more. */
  delete(options: WriteOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(IDP, { params: this.#params(), ...this.#api.write(options) }),
    );
  }

  #put(metadata: MetadataSource, dryRun: boolean, { entityId, ...options }: PutIdpOptions) {
    const write = this.#api.write(options);
    const { body, isXml } = toBody(metadata);
    const xml = { bodySerializer: (document: unknown) => document as BodyInit };
    return this.#api.answer(
      this.#api.client.PUT(IDP, {
        params: { ...this.#params(), query: { entityId, dryRun: dryRun ? 'true' : undefined } },
        body,
        ...write,
        ...(isXml ? { ...xml, headers: { ...write.headers, 'content-type': XML } } : {}),
      }),
    );
  }

  #params() {
    return { path: { alias: this.#alias } };
  }
}

function toBody(metadata: MetadataSource) {
  // To the OpenAPI document XML is text; bytes are passed on as they are.
  if (metadata instanceof Uint8Array) return { body: metadata as unknown as string, isXml: true };
  if (metadata instanceof URL) return { body: { metadataUrl: metadata.href }, isXml: false };
  if (typeof metadata !== 'string') return { body: metadata, isXml: false };
  const isXml = metadata
    .replace(/^\uFEFF/, '')
    .trimStart()
    .startsWith('<');
  return { body: isXml ? metadata : { metadataUrl: metadata }, isXml };
}
