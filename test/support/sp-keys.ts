import { X509Certificate } from 'node:crypto';
import { parseMetadata } from '../../src/saml/metadata/parse-metadata';
import { NS } from '../../src/saml/names';
import { attribute, findChildren, requireChild, textOf } from '../../src/saml/xml/read-element';
import type { TestApp, TestRequest, TestResponse } from './app';

export interface SpKeyItem {
  readonly id: string;
  readonly purpose: 'signing' | 'encryption';
  readonly status: 'current' | 'next' | 'previous';
  readonly algorithm: 'rsa-2048' | 'ec-p256';
  readonly sha256Fingerprint: string;
  readonly certificatePem: string;
  readonly updatedAt: string;
}

/** A tenant's SP keys, by the API. */
export class SpKeyCalls {
  constructor(
    private readonly app: TestApp,
    private readonly alias: string,
  ) {}

  call(method: string, rest = '', request: TestRequest = {}): Promise<TestResponse> {
    return this.app.request(method, `/api/v1/tenants/${this.alias}/sp/keys${rest}`, request);
  }

  async list(): Promise<readonly SpKeyItem[]> {
    return ((await this.call('GET')).body as { items: SpKeyItem[] }).items;
  }

  create(purpose: string, algorithm?: unknown): Promise<TestResponse> {
    return this.call('POST', '', { body: { purpose, algorithm } });
  }

  async created(purpose: SpKeyItem['purpose'], algorithm?: SpKeyItem['algorithm']): Promise<SpKeyItem> {
    return expectBody(await this.create(purpose, algorithm), 201);
  }

  async promoted({ id }: SpKeyItem): Promise<SpKeyItem> {
    return expectBody(await this.call('POST', `/${id}/promote`), 200);
  }

  /** `current` and the like, of one purpose, to the key's id. */
  async places(purpose: SpKeyItem['purpose']): Promise<Record<string, string>> {
    const keys = await this.list();
    return Object.fromEntries(
      keys.filter((key) => key.purpose === purpose).map(({ status, id }) => [status, id]),
    );
  }

  /** The fingerprints in our metadata, in their order. */
  async published(purpose: SpKeyItem['purpose']): Promise<string[]> {
    const { text } = await this.app.request('GET', `/saml/${this.alias}/metadata`, { token: null });
    const role = requireChild(parseMetadata(text), NS.metadata, 'SPSSODescriptor');
    return findChildren(role, NS.metadata, 'KeyDescriptor')
      .filter((descriptor) => attribute(descriptor, 'use') === purpose)
      .map((descriptor) => {
        const data = requireChild(
          requireChild(descriptor, NS.signature, 'KeyInfo'),
          NS.signature,
          'X509Data',
        );
        return fingerprintOf(textOf(requireChild(data, NS.signature, 'X509Certificate')));
      });
  }
}

/** DER. */
export function certificateOf({ certificatePem }: SpKeyItem): Buffer {
  return new X509Certificate(certificatePem).raw;
}

function fingerprintOf(base64: string): string {
  return new X509Certificate(Buffer.from(base64, 'base64')).fingerprint256.replaceAll(':', '').toLowerCase();
}

function expectBody({ status, text, body }: TestResponse, expected: number): SpKeyItem {
  if (status !== expected) throw new Error(`expected ${expected}, got ${status}: ${text}`);
  return body as SpKeyItem;
}
