import { BINDING, NS } from '../names';
import { element, type WrittenXml } from '../xml/write-xml';
import { writeInstant } from './instants';

export interface AuthnRequest {
  readonly id: string;
  readonly issueInstant: Date;
  /** The IdP's SSO address. */
  readonly destination: string;
  readonly acsUrl: string;
  /** Our entityID. */
  readonly issuer: string;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly providerName: string | null;
  readonly nameIdFormat: string | null;
  readonly authnContextClassRefs: readonly string[];
}

/**
 * saml-core 3.4.1. Neither NameIDPolicy nor RequestedAuthnContext unless asked for: AD FS and Entra ID answer with an error
 * where either names something that they are not set up for. Never Scoping (for proxies), nor a Subject: Entra ID refuses it,
 * Google reads past it, and to others it is a demand and no hint.
 */
export function writeAuthnRequest(request: AuthnRequest): string {
  return element(
    'samlp:AuthnRequest',
    {
      'xmlns:samlp': NS.protocol,
      'xmlns:saml': NS.assertion,
      ID: request.id,
      Version: '2.0',
      IssueInstant: writeInstant(request.issueInstant),
      Destination: request.destination,
      ForceAuthn: request.forceAuthn ? 'true' : undefined,
      IsPassive: request.isPassive ? 'true' : undefined,
      ProtocolBinding: BINDING.post,
      AssertionConsumerServiceURL: request.acsUrl,
      ProviderName: request.providerName ?? undefined,
    },
    [
      element('saml:Issuer', {}, request.issuer),
      writeNameIdPolicy(request.nameIdFormat),
      writeRequestedContext(request.authnContextClassRefs),
    ],
  ).xml;
}

function writeNameIdPolicy(format: string | null): WrittenXml | undefined {
  return format === null ? undefined : element('samlp:NameIDPolicy', { Format: format, AllowCreate: 'true' });
}

function writeRequestedContext(classRefs: readonly string[]): WrittenXml | undefined {
  if (classRefs.length === 0) return undefined;
  const refs = classRefs.map((classRef) => element('saml:AuthnContextClassRef', {}, classRef));
  return element('samlp:RequestedAuthnContext', { Comparison: 'exact' }, refs);
}
