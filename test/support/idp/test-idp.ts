import { randomUUID, X509Certificate } from 'node:crypto';
import { makeKeyPair, type TestKeyPair } from './key-pair';
import { encrypt, type EncryptOptions } from '../xmlenc';
import { assertionXml, escapeXml, responseXml } from './response-xml';
import { goodPlan, type PlanFacts, type ResponsePlan } from './response-plan';
import { signXml, type SignOptions } from './sign-xml';

export type Signed = 'assertion' | 'response' | 'both' | 'neither';

export interface ResponseOptions extends SignOptions {
  readonly signed?: Signed;
  readonly keys?: TestKeyPair;
}

/** Key generation is slow, and no test is about the key being fresh: the tests of a file share these. */
const sharedKeys = makeKeyPair();
const strangerKeys = makeKeyPair();

/** An IdP of our own, to make good and hostile responses with. */
export class TestIdp {
  private constructor(
    readonly entityId: string,
    readonly keys: TestKeyPair,
    readonly strangersKeys: TestKeyPair,
  ) {}

  static async create(
    keys?: TestKeyPair,
    entityId = `https://idp.example/${randomUUID()}`,
  ): Promise<TestIdp> {
    return new TestIdp(entityId, keys ?? (await sharedKeys), await strangerKeys);
  }

  readonly ssoUrl = 'https://idp.example/sso';
  readonly sloUrl = 'https://idp.example/slo';

  metadata(
    options: {
      bindings?: string[];
      certificates?: Buffer[];
      slo?: boolean;
      wantAuthnRequestsSigned?: boolean;
      use?: string;
    } = {},
  ): string {
    const bindings = options.bindings ?? ['HTTP-Redirect', 'HTTP-POST'];
    const use = options.use ?? ' use="signing"';
    const keys = (options.certificates ?? [this.keys.certificateDer]).map(
      (der) =>
        `<md:KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${der.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    );
    const service = (name: string, url: string) =>
      bindings
        .map(
          (binding) =>
            `<md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${url}"/>`,
        )
        .join('');
    return (
      `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${escapeXml(this.entityId)}">` +
      `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="${String(options.wantAuthnRequestsSigned ?? false)}">` +
      keys.join('') +
      (options.slo ? service('SingleLogoutService', this.sloUrl) : '') +
      service('SingleSignOnService', this.ssoUrl) +
      '</md:IDPSSODescriptor></md:EntityDescriptor>'
    );
  }

  plan(facts: Omit<PlanFacts, 'idpEntityId'>): ResponsePlan {
    return goodPlan({ ...facts, idpEntityId: this.entityId });
  }

  /** The plan as signed XML. */
  xml(
    plan: ResponsePlan,
    { signed = 'assertion', keys = this.keys, ...options }: ResponseOptions = {},
  ): string {
    let xml = responseXml(plan);
    if (signed === 'assertion' || signed === 'both') xml = signXml(xml, 'Assertion', keys, options);
    if (signed === 'response' || signed === 'both') xml = signXml(xml, 'Response', keys, options);
    return xml;
  }

  /** The plan with its Assertion, signed or not, encrypted for the holder of the certificate. */
  postEncrypted(
    plan: ResponsePlan,
    certificateDer: Buffer,
    options: EncryptOptions & { signed?: Signed } = {},
  ): string {
    const { signed = 'assertion' } = options;
    const assertion = assertionXml(plan);
    const isAssertionSigned = signed === 'assertion' || signed === 'both';
    const inside = isAssertionSigned ? signXml(assertion, 'Assertion', this.keys) : assertion;
    const { publicKey } = new X509Certificate(certificateDer);
    let xml = responseXml(plan, encrypt(inside, publicKey, options));
    if (signed === 'response' || signed === 'both') xml = signXml(xml, 'Response', this.keys);
    return Buffer.from(xml).toString('base64');
  }

  /** The plan as the browser posts it. */
  post(plan: ResponsePlan, options: ResponseOptions = {}): string {
    return Buffer.from(this.xml(plan, options)).toString('base64');
  }

  /** Any XML, signed and as the browser posts it. */
  postXml(xml: string, signed: 'Response' | 'Assertion'): string {
    return Buffer.from(signXml(xml, signed, this.keys)).toString('base64');
  }
}
