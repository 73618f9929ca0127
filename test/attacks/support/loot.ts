import { createPrivateKey, sign, type KeyObject, X509Certificate } from 'node:crypto';
import { canonicalize } from '../../../src/saml/xml/canonicalize';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { change } from '../../support/change';
import { findByName } from '../../support/xmldsig';
import { planFor, type LoginScene } from '../../support/login-scene';
import { assertionXml } from '../../support/idp/response-xml';
import type { ResponsePlan } from '../../support/idp/response-plan';
import type { ResponseOptions } from '../../support/idp/test-idp';

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const ENVELOPED = `${DSIG}enveloped-signature`;
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** What an attacker starts from: messages that the tenant's IdP really signed for alice, and whatever he writes himself. */
export class Loot {
  /** @param encryptionCertificate of a tenant that has one, DER */
  constructor(
    readonly scene: LoginScene,
    private readonly encryptionCertificate?: Buffer,
  ) {}

  /** A good response, fresh each time: what is signed, and whatever of the plan is changed before. */
  genuine(signed: ResponseOptions['signed'] = 'assertion', edit?: (plan: ResponsePlan) => void): string {
    const signatureAlgorithm = this.idpKey.asymmetricKeyType === 'ec' ? ECDSA_SHA256 : RSA_SHA256;
    return this.scene.idp.xml(planFor(this.scene, undefined, edit), { signed, signatureAlgorithm });
  }

  /** The same, its assertion encrypted for the tenant. */
  encrypted(signed: ResponseOptions['signed'] = 'assertion'): string {
    const plan = planFor(this.scene);
    const posted = this.scene.idp.postEncrypted(plan, this.requireEncryptionCertificate(), { signed });
    return Buffer.from(posted, 'base64').toString();
  }

  get encryptionKey(): KeyObject {
    return new X509Certificate(this.requireEncryptionCertificate()).publicKey;
  }

  /** The administrator, whom the attacker wants to be. */
  get victim(): string {
    return this.scene.alice.replace('alice', 'bob');
  }

  /** The same response for the victim, signed by nobody. */
  forged(edit?: (plan: ResponsePlan) => void): string {
    return this.scene.idp.xml(this.forgedPlan(edit), { signed: 'neither' });
  }

  /** The victim's assertion alone, signed by nobody; it is right in all else. */
  evil(edit?: (plan: ResponsePlan) => void): string {
    return assertionXml(this.forgedPlan(edit));
  }

  get idpKey(): KeyObject {
    return createPrivateKey(this.scene.idp.keys.privateKeyPem);
  }

  get ownKey(): KeyObject {
    return createPrivateKey(this.scene.idp.strangersKeys.privateKeyPem);
  }

  private requireEncryptionCertificate(): Buffer {
    if (!this.encryptionCertificate) throw new Error('this tenant does not encrypt');
    return this.encryptionCertificate;
  }

  private forgedPlan(edit?: (plan: ResponsePlan) => void): ResponsePlan {
    return planFor(this.scene, undefined, (plan) => {
      plan.nameId = this.victim;
      plan.attributes = { mail: [this.victim] };
      edit?.(plan);
    });
  }
}

const ASSERTION = /<saml:Assertion[\s\S]*<\/saml:Assertion>/;
const SIGNATURE = /<Signature [\s\S]*?<\/Signature>/;
const SIGNED_INFO = /<SignedInfo>[\s\S]*?<\/SignedInfo>/;

export const assertionOf = (xml: string) => matched(xml, ASSERTION);
/** The first one. */
export const signatureOf = (xml: string) => matched(xml, SIGNATURE);
export const signedInfoOf = (xml: string) => matched(xml, SIGNED_INFO);
export const withoutSignature = (xml: string) => xml.replace(signatureOf(xml), '');
/** Of the outermost element. */
export const idOf = (xml: string) => matched(xml, /\bID="[^"]+"/).slice(4, -1);
export const digestOf = (xml: string) => matched(xml, /<DigestValue>[^<]*/).slice('<DigestValue>'.length);

function matched(text: string, pattern: RegExp): string {
  const found = pattern.exec(text);
  if (!found) throw new Error(`the message has nothing like ${String(pattern)}`);
  return found[0];
}

/** The bytes of a response's assertion that its Signature would be over. */
export function signedBytes(xml: string): string {
  const assertion = findByName(parseXml(xml, MESSAGE_LIMITS), 'Assertion');
  const omit = assertion && findByName(assertion, 'Signature');
  if (!assertion) throw new Error('the message has no assertion');
  return canonicalize(assertion, { inclusivePrefixes: [], omit });
}

/** Puts something behind the Issuer of an assertion, where its Signature belongs. */
export const behindIssuer = (assertion: string, content: string) =>
  change(assertion, '</saml:Issuer>', `</saml:Issuer>${content}`);

/** Puts something into the Response in front of its Status. */
export const beforeStatus = (xml: string, content: string) =>
  change(xml, '<samlp:Status>', `${content}<samlp:Status>`);

export const extensions = (content: string) => `<samlp:Extensions>${content}</samlp:Extensions>`;

/** Replaces the one assertion of a response. */
export const withAssertion = (xml: string, assertion: string) =>
  xml.replace(assertionOf(xml), () => assertion);

/** Puts something in front of the end tag of a Response. */
export const atEnd = (xml: string, content: string) =>
  change(xml, '</samlp:Response>', `${content}</samlp:Response>`);

/** A good response whose SignedInfo `resigned` has written anew, with nothing changed. */
export const signedAnew = (loot: Loot): string => resigned(loot.genuine(), rsaSha256(loot.idpKey));

export type MakeSignature = (canonicalSignedInfo: string) => Buffer;

export const rsaSha256 =
  (key: KeyObject): MakeSignature =>
  (signedInfo) =>
    sign('sha256', Buffer.from(signedInfo), key);

/**
 * Edits the first SignedInfo and signs it anew: with the key of the IdP this shows what is refused for its form alone. The canonical
 * form of what `xml-crypto` writes is easy: the namespace that is inherited, and empty elements as pairs.
 */
export function resigned(
  xml: string,
  make: MakeSignature,
  edit = (signedInfo: string) => signedInfo,
): string {
  const before = signedInfoOf(xml);
  const after = edit(before);
  const canonical = after
    .replace('<SignedInfo>', `<SignedInfo xmlns="${DSIG}">`)
    .replace(/<([\w:]+)([^>]*?)\s*\/>/g, '<$1$2></$1>');
  const value = make(canonical).toString('base64');
  const start = xml.indexOf(before);
  const rest = xml
    .slice(start + before.length)
    .replace(/<SignatureValue>[^<]*</, `<SignatureValue>${value}<`);
  return xml.slice(0, start) + after + rest;
}
