import { createPrivateKey, type KeyObject } from 'node:crypto';
import { encodePost } from '../../../src/saml/bindings/post';
import { encodeRedirect } from '../../../src/saml/bindings/redirect';
import type { LogoutExpectations } from '../../../src/saml/logout/check-logout';
import type { ReceivedMessage } from '../../../src/saml/logout/require-signed-message';
import { readCertificate } from '../../../src/saml/signature/certificates';
import { signRedirectQuery } from '../../../src/saml/signature/sign';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { signXml } from '../../support/idp/sign-xml';

export const NOW = new Date('2026-03-01T10:00:00Z');
export const IDP = 'https://idp.example/metadata';
export const SLO = 'https://sp.example/saml/acme/slo';

export type LogoutKind = 'LogoutRequest' | 'LogoutResponse';
export type Binding = ReceivedMessage['binding'];

/** An IdP's key, and how it sends a logout message by either binding. */
export class LogoutScene {
  private constructor(
    private readonly pair: TestKeyPair,
    private readonly key: KeyObject,
    readonly expected: LogoutExpectations,
  ) {}

  static async open(): Promise<LogoutScene> {
    const pair = await makeKeyPair();
    const certificate = readCertificate(pair.certificateDer);
    if (!certificate?.publicKey) throw new Error('The key pair has no readable certificate');
    const expected = {
      issuer: IDP,
      destination: SLO,
      keys: [certificate.publicKey],
      clockSkewSeconds: 60,
      decryption: undefined,
    };
    return new LogoutScene(pair, createPrivateKey(pair.privateKeyPem), expected);
  }

  signed(binding: Binding, kind: LogoutKind, xml: string, relayState?: string): ReceivedMessage {
    if (binding === 'post') return { binding, field: encodePost(signXml(xml, kind, this.pair)) };
    const message = { name: nameOf(kind), value: encodeRedirect(xml), relayState };
    return { binding, rawQuery: signRedirectQuery(message, this.key) };
  }
}

export function unsigned(binding: Binding, kind: LogoutKind, xml: string): ReceivedMessage {
  if (binding === 'post') return { binding, field: encodePost(xml) };
  return { binding, rawQuery: `${nameOf(kind)}=${encodeURIComponent(encodeRedirect(xml))}` };
}

function nameOf(kind: LogoutKind): 'SAMLRequest' | 'SAMLResponse' {
  return kind === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse';
}
