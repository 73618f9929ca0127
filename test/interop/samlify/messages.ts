import { randomBytes } from 'node:crypto';
import {
  Constants,
  Extractor,
  IdentityProvider,
  SamlLib,
  ServiceProvider,
  setSchemaValidator,
  Utility,
} from 'samlify';
import type { IdentityProviderInstance, ServiceProviderInstance } from 'samlify';
import type { HostRequest } from '../../../demo/idp/host';
import type { KeyPairPem } from '../../../demo/idp/make-key-pair';
import type { ServiceRegistration } from '../support/interop-idp';

export type SamlifyIdp = IdentityProviderInstance;

export interface Service extends ServiceRegistration {
  readonly entityId: string;
  readonly provider: ServiceProviderInstance;
}

/** What a service was told about a person. */
export interface Told {
  readonly service: Service;
  readonly nameId: string;
  readonly sessionIndex: string;
}

export interface Message {
  readonly id: string;
  readonly issuer: string;
}

const UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
const { redirect, post } = Constants.namespace.binding;

// A schema validator is the user's to bring; this one leaves that to the tests of our own messages.
setSchemaValidator({ validate: () => Promise.resolve('skipped') });

export interface IdpOptions {
  readonly origin: string;
  /** The first one signs; all are in the metadata. */
  readonly keys: readonly KeyPairPem[];
  readonly encryptsAssertions: boolean;
}

export function makeIdp({ origin, keys, encryptsAssertions }: IdpOptions): SamlifyIdp {
  const at = (path: string) => [redirect, post].map((Binding) => ({ Binding, Location: `${origin}${path}` }));
  const template = SamlLib.defaultLoginResponseTemplate.context;
  return IdentityProvider({
    entityID: `${origin}/metadata`,
    signingCert: keys.map(({ cert }) => cert),
    privateKey: keys[0]?.key,
    wantAuthnRequestsSigned: true,
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: true,
    isAssertionEncrypted: encryptsAssertions,
    nameIDFormat: [UNSPECIFIED],
    singleSignOnService: at('/sso'),
    singleLogoutService: at('/logout'),
    // Its own has no AuthnStatement, which saml-profiles 4.1.4.2 asks for.
    loginResponseTemplate: { context: template.replace('{AuthnStatement}', AUTHN_STATEMENT), attributes: [] },
  });
}

const AUTHN_STATEMENT =
  '<saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="{SessionIndex}"><saml:AuthnContext>' +
  '<saml:AuthnContextClassRef>{AuthnContext}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>';

export function readService(registration: ServiceRegistration): Service {
  const provider = ServiceProvider({
    metadata: registration.metadata,
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: true,
  });
  return { ...registration, provider, entityId: provider.entityMeta.getEntityID() };
}

/** Who a message says that it is from, before anything is checked. */
export function untrustedIssuer({ query, body }: HostRequest): string {
  const encoded = query.SAMLRequest ?? query.SAMLResponse;
  const xml =
    encoded === undefined
      ? Utility.base64Decode(body.SAMLRequest ?? body.SAMLResponse ?? '').toString()
      : Utility.inflateString(encoded);
  const root = /<(?:\w+:)?(\w+)[\s>]/.exec(xml)?.[1] ?? '';
  const fields = [{ key: 'issuer', localPath: [root, 'Issuer'], attributes: [] }];
  return String(Extractor.extract(xml, fields).issuer);
}

type Kind = 'parseLoginRequest' | 'parseLogoutRequest' | 'parseLogoutResponse';

/** Whatever is not signed by the service is an error. */
export async function readMessage(
  idp: SamlifyIdp,
  kind: Kind,
  service: Service,
  request: HostRequest,
): Promise<Message> {
  const { query, body } = request;
  const isRedirect = 'SAMLRequest' in query || 'SAMLResponse' in query;
  const octetString = signedPart(request.originalUrl);
  const message = { query, body, octetString };
  const { extract } = await idp[kind](service.provider, isRedirect ? 'redirect' : 'post', message);
  const { id } = { ...extract.request, ...extract.response };
  return { id: String(id), issuer: service.entityId };
}

/** As the browser sent it (saml-bindings 3.4.4.1): another encoding of the same values has another signature. */
function signedPart(url: string): string {
  const raw = new URL(url, 'http://idp').search.slice(1).split('&');
  const named = (name: string) => raw.filter((pair) => pair.startsWith(`${name}=`));
  return ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg'].flatMap(named).join('&');
}

/** @returns the form's content; an answer to nothing where there is no request. */
export async function writeLogin(
  idp: SamlifyIdp,
  told: Told,
  request: Message | undefined,
): Promise<{ readonly acsUrl: string; readonly response: string }> {
  const { provider } = told.service;
  const acsUrl = String(provider.entityMeta.getAssertionConsumerService('post'));
  const { context } = await idp.createLoginResponse(provider, { extract: {} }, 'post', {}, (template) => ({
    id: '',
    context: SamlLib.replaceTagsByValue(template, loginValues(idp, told, acsUrl, request)),
  }));
  return { acsUrl, response: context };
}

function loginValues(idp: SamlifyIdp, told: Told, acsUrl: string, request: Message | undefined) {
  const later = new Date(Date.now() + 5 * 60 * 1000).toISOString();
  const now = new Date().toISOString();
  return {
    ID: newId(),
    AssertionID: newId(),
    Issuer: idp.entityMeta.getEntityID(),
    IssueInstant: now,
    Destination: acsUrl,
    SubjectRecipient: acsUrl,
    InResponseTo: request?.id,
    StatusCode: Constants.StatusCode.Success,
    NameIDFormat: UNSPECIFIED,
    NameID: told.nameId,
    SubjectConfirmationDataNotOnOrAfter: later,
    ConditionsNotBefore: now,
    ConditionsNotOnOrAfter: later,
    Audience: told.service.entityId,
    SessionIndex: told.sessionIndex,
    AuthnContext: PASSWORD,
    AttributeStatement: '',
  };
}

/** @returns a URL by Redirect, the form's content by POST */
export function writeLogoutRequest(idp: SamlifyIdp, told: Told, binding: 'redirect' | 'post'): string {
  const user = { logoutNameID: told.nameId, sessionIndex: told.sessionIndex };
  return idp.createLogoutRequest(told.service.provider, binding, user, {}).context;
}

export function logoutResponseUrl(
  idp: SamlifyIdp,
  service: Service,
  request: Message,
  relayState: string,
): string {
  const info = { extract: { request: { id: request.id } } };
  return idp.createLogoutResponse(service.provider, info, 'redirect', { relayState }).context;
}

export function newId(): string {
  return `_${randomBytes(16).toString('hex')}`;
}
