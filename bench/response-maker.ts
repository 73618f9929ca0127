import { createHash, createPrivateKey, type KeyObject, randomUUID, sign, X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { minutesAfter, type ResponsePlan } from '../test/support/idp/response-plan';
import { responseXml } from '../test/support/idp/response-xml';
import { signXml } from '../test/support/idp/sign-xml';
import type { TestIdp } from '../test/support/idp/test-idp';

/** Whom responses are for. */
export interface Addressee {
  readonly entityId: string;
  readonly acsUrl: string;
  /** What stands behind the user's name and `@`. */
  readonly domain: string;
}

/** What differs from one response to the next. */
const RESPONSE_ID = '_RESPONSE_ID_';
const ASSERTION_ID = '_ASSERTION_ID_';
const SESSION_INDEX = '_SESSION_INDEX_';
const USER_NAME = '_USER_NAME_';
const PLACES = new RegExp([RESPONSE_ID, ASSERTION_ID, SESSION_INDEX, USER_NAME].join('|'), 'g');
const DIGEST = /(<DigestValue>)[^<]*(?=<)/;
const SIGNATURE_VALUE = /(<SignatureValue>)[^<]*(?=<)/;

/** As many as bring a signed response to about 5 KB, which is what the big IdPs send. */
const GROUPS = Array.from({ length: 14 }, (_, index) =>
  `00000000-0000-4000-8000-${1000 + index}`.padEnd(36, '0'),
);

/** Unsolicited, right in everything, and good for an hour. */
export function benchPlan(idp: TestIdp, to: Addressee, userName: string, now = new Date()): ResponsePlan {
  const nameId = `${userName}@${to.domain}`;
  const plan = idp.plan({ spEntityId: to.entityId, acsUrl: to.acsUrl, nameId, now });
  const end = minutesAfter(now, 60);
  for (const confirmation of plan.confirmations) confirmation.notOnOrAfter = end;
  if (plan.conditions) plan.conditions.notOnOrAfter = end;
  plan.attributes = { mail: [nameId], groups: GROUPS };
  return plan;
}

/**
 * Signed responses by the thousand: `xml-crypto` signs one, and what it then finds in canonical form is filled in anew for each,
 * so that one costs little more than its RSA signature.
 */
export class ResponseMaker {
  private constructor(
    readonly to: Addressee,
    private readonly key: KeyObject,
    private readonly document: string,
    private readonly assertion: string,
    private readonly signedInfo: string,
  ) {}

  /** @param sessionMinutes how long the IdP lets a session last, from now on; undefined: it does not say */
  static of(idp: TestIdp, to: Addressee, sessionMinutes?: number): ResponseMaker {
    const now = new Date();
    const plan = benchPlan(idp, to, USER_NAME, now);
    plan.responseId = RESPONSE_ID;
    plan.assertionId = ASSERTION_ID;
    if (plan.authnStatement) {
      plan.authnStatement.sessionIndex = SESSION_INDEX;
      if (sessionMinutes !== undefined)
        plan.authnStatement.sessionNotOnOrAfter = minutesAfter(now, sessionMinutes);
    }
    const assertion = canonicalAssertion(idp, responseXml(plan));
    const signed = signXml(responseXml(plan, assertion), 'Assertion', idp.keys);
    const [, inside = ''] = /<SignedInfo>(.*)<\/SignedInfo>/s.exec(signed) ?? [];
    const signedInfo = `<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">${expandEmpty(inside)}</SignedInfo>`;
    return new ResponseMaker(to, createPrivateKey(idp.keys.privateKeyPem), signed, assertion, signedInfo);
  }

  /** As the browser posts it. */
  make(userName: string): string {
    const found = new Map([
      [RESPONSE_ID, `_r${randomUUID()}`],
      [ASSERTION_ID, `_a${randomUUID()}`],
      [SESSION_INDEX, `_s${randomUUID()}`],
      [USER_NAME, userName],
    ]);
    const fill = (text: string) => text.replace(PLACES, (place) => found.get(place) ?? place);
    const digest = createHash('sha256').update(fill(this.assertion)).digest('base64');
    const signedInfo = fill(this.signedInfo).replace(DIGEST, `$1${digest}`);
    const signature = sign('sha256', Buffer.from(signedInfo), this.signingKey).toString('base64');
    const document = fill(this.document)
      .replace(DIGEST, `$1${digest}`)
      .replace(SIGNATURE_VALUE, `$1${signature}`);
    return Buffer.from(document).toString('base64');
  }

  private get signingKey() {
    return { key: this.key, dsaEncoding: 'ieee-p1363' } as const;
  }
}

/** Without its signature: what is digested. */
function canonicalAssertion(idp: TestIdp, response: string): string {
  const signed = signXml(response, 'Assertion', idp.keys);
  const certificate = new X509Certificate(idp.keys.certificateDer);
  const checker = new SignedXml({ publicCert: certificate.toString() });
  checker.loadSignature(/<Signature .*<\/Signature>/s.exec(signed)?.[0] ?? '');
  const [canonical] = checker.checkSignature(signed) ? checker.getSignedReferences() : [];
  if (canonical === undefined) throw new Error('xml-crypto does not believe what it signed');
  return canonical;
}

/** Canonical XML has no empty-element tags (xml-c14n 1.1). */
function expandEmpty(xml: string): string {
  return xml.replace(/<(\w+)([^<>]*?)\/>/g, '<$1$2></$1>');
}
