import { createSign, randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { TestKeyPair } from './key-pair';
import { escapeXml } from './response-xml';

export interface LogoutPlan {
  issuer: string;
  destination: string;
  nameId: string;
  sessionIndexes: string[];
  issueInstant: Date;
}

export function logoutRequestXml({
  issuer,
  destination,
  nameId,
  sessionIndexes,
  issueInstant,
}: LogoutPlan): string {
  return (
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
    ` ID="_l${randomUUID()}" Version="2.0" IssueInstant="${issueInstant.toISOString()}" Destination="${escapeXml(destination)}">` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer><saml:NameID>${escapeXml(nameId)}</saml:NameID>` +
    sessionIndexes.map((index) => `<samlp:SessionIndex>${escapeXml(index)}</samlp:SessionIndex>`).join('') +
    '</samlp:LogoutRequest>'
  );
}

export function logoutResponseXml(
  plan: Omit<LogoutPlan, 'nameId' | 'sessionIndexes'> & { inResponseTo: string },
): string {
  return (
    `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
    ` ID="_l${randomUUID()}" Version="2.0" IssueInstant="${plan.issueInstant.toISOString()}" Destination="${escapeXml(plan.destination)}"` +
    ` InResponseTo="${plan.inResponseTo}"><saml:Issuer>${escapeXml(plan.issuer)}</saml:Issuer>` +
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>'
  );
}

/** A query of the HTTP-Redirect binding (saml-bindings 3.4.4.1). @param keys undefined: unsigned */
export function redirectQuery(
  name: 'SAMLRequest' | 'SAMLResponse',
  xml: string,
  keys: TestKeyPair | undefined,
  relayState?: string,
): string {
  const encoded = encodeURIComponent(deflateRawSync(Buffer.from(xml)).toString('base64'));
  const parts = [`${name}=${encoded}`];
  if (relayState !== undefined) parts.push(`RelayState=${encodeURIComponent(relayState)}`);
  if (!keys) return parts.join('&');
  parts.push(`SigAlg=${encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')}`);
  const signature = createSign('RSA-SHA256').update(parts.join('&')).sign(keys.privateKeyPem, 'base64');
  return `${parts.join('&')}&Signature=${encodeURIComponent(signature)}`;
}
