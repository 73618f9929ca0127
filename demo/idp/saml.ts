import { createPublicKey, randomBytes } from 'node:crypto';
import samlp from 'samlp';
import SessionParticipants from 'samlp/lib/sessionParticipants';
import type { HostRequest, HostResponse } from './host';
import type { KeyPairPem } from './make-key-pair';
import type { ServiceProvider } from './service-provider';
import type { SignOn } from './sign-ons';

const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

export const PATHS = { metadata: '/metadata', sso: '/sso', logout: '/logout' } as const;

export interface SamlIdentity extends KeyPairPem {
  readonly entityId: string;
}

export function sendMetadata(identity: SamlIdentity, request: HostRequest, response: HostResponse): void {
  samlp.metadata({
    issuer: identity.entityId,
    cert: identity.cert,
    profileMapper: nameIdMapper(''),
    redirectEndpointPath: PATHS.sso,
    postEndpointPath: PATHS.sso,
    logoutEndpointPaths: { redirect: PATHS.logout, post: PATHS.logout },
  })(request, response);
}

/** Answers the AuthnRequest in the query or form; where there is none, the answer is unsolicited. */
export async function sendAssertion(
  identity: SamlIdentity,
  service: ServiceProvider,
  signOn: SignOn,
  request: HostRequest,
  response: HostResponse,
): Promise<void> {
  const nameId = `${signOn.user.name}@${service.nameIdDomain}`;
  const sessionIndex = `_${randomBytes(16).toString('hex')}`;
  remember(signOn, service, nameId, sessionIndex);
  const handler = samlp.auth({
    issuer: identity.entityId,
    cert: identity.cert,
    key: identity.key,
    audience: service.entityId,
    recipient: service.acsUrl,
    destination: service.acsUrl,
    sessionIndex,
    lifetimeInSeconds: 300,
    authnContextClassRef: PASSWORD,
    ...(service.signsRequests && { signingCert: service.signingCert }),
    ...(service.encryptionCert !== undefined && encryptionTo(service.encryptionCert)),
    getUserFromRequest: () => signOn.user,
    getPostURL: (_audience, _dom, _request, callback) => {
      callback(null, service.acsUrl);
    },
    profileMapper: nameIdMapper(nameId),
  });
  await run(handler, request, response);
}

function encryptionTo(encryptionCert: string): { encryptionCert: string; encryptionPublicKey: string } {
  const publicKey = createPublicKey(encryptionCert).export({ type: 'spki', format: 'pem' });
  return { encryptionCert, encryptionPublicKey: publicKey.toString() };
}

/** Who sent the message, as it says itself: enough to find the certificate that it must be signed with. */
export function issuerOf(request: HostRequest): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    samlp.parseRequest(request, (error, parsed) => {
      if (error) reject(asError(error));
      else resolve(parsed?.issuer);
    });
  });
}

export async function answerLogout(
  identity: SamlIdentity,
  service: ServiceProvider | undefined,
  signOn: SignOn | undefined,
  request: HostRequest,
  response: HostResponse,
  end: () => void,
): Promise<void> {
  request.session = signOn?.logoutState ?? {};
  const handler = samlp.logout({
    issuer: identity.entityId,
    cert: identity.cert,
    key: identity.key,
    deflate: true,
    protocolBinding: REDIRECT,
    ...(service?.sloUrl !== undefined && { destination: service.sloUrl }),
    sessionParticipants: new SessionParticipants(signOn?.participants ?? []),
    clearIdPSession: (done) => {
      end();
      done();
    },
  });
  await run(handler, request, response);
}

function run(handler: samlp.Handler, request: HostRequest, response: HostResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const { send, redirect } = response;
    response.send = (body) => {
      send(body);
      resolve();
    };
    response.redirect = (url) => {
      redirect(url);
      resolve();
    };
    handler(request, response, (error) => {
      reject(asError(error));
    });
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function remember(signOn: SignOn, service: ServiceProvider, nameId: string, sessionIndex: string): void {
  if (service.sloUrl === undefined) return;
  signOn.participants.push({
    serviceProviderId: service.entityId,
    nameId,
    nameIdFormat: EMAIL_FORMAT,
    sessionIndex,
    serviceProviderLogoutURL: service.sloUrl,
    cert: service.signingCert,
    binding: REDIRECT,
  });
}

/** samlp asks the mapper for a person's name at the service, and its prototype for the attributes that metadata promises. */
function nameIdMapper(nameId: string): samlp.ProfileMapper {
  const map = () => ({
    getClaims: () => ({}),
    getNameIdentifier: () => ({ nameIdentifier: nameId, nameIdentifierFormat: EMAIL_FORMAT }),
  });
  return Object.assign(map, { prototype: { metadata: [] } });
}
