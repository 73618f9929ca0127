/** What this demo uses of samlp 8, which brings no types. */
declare module 'samlp' {
  import type { HostRequest, HostResponse } from './host';

  type Handler = (request: HostRequest, response: HostResponse, next: (error?: unknown) => void) => void;

  interface KeyPair {
    issuer: string;
    cert: string;
    key: string;
  }

  interface AuthOptions extends KeyPair {
    audience: string;
    recipient: string;
    destination: string;
    sessionIndex: string;
    lifetimeInSeconds: number;
    signingCert?: string;
    encryptionCert?: string;
    encryptionPublicKey?: string;
    RelayState?: string;
    authnContextClassRef: string;
    getUserFromRequest(request: HostRequest): unknown;
    getPostURL(
      audience: string,
      request: unknown,
      http: HostRequest,
      callback: (error: null, url: string) => void,
    ): void;
    profileMapper: ProfileMapper;
  }

  interface ProfileMapper {
    (user: unknown): {
      getClaims(): Record<string, string>;
      getNameIdentifier(): { nameIdentifier: string; nameIdentifierFormat: string };
    };
    prototype: { metadata: readonly { id: string; displayName: string }[] };
  }

  interface SessionParticipant {
    serviceProviderId: string;
    nameId: string;
    nameIdFormat: string;
    sessionIndex: string;
    serviceProviderLogoutURL: string;
    cert: string | undefined;
    binding: string;
  }

  interface LogoutOptions extends KeyPair {
    deflate: boolean;
    protocolBinding: string;
    destination?: string;
    sessionParticipants: unknown;
    clearIdPSession(callback: (error?: Error) => void): void;
  }

  interface MetadataOptions {
    issuer: string;
    cert: string;
    profileMapper: ProfileMapper;
    redirectEndpointPath: string;
    postEndpointPath: string;
    logoutEndpointPaths: { redirect: string; post: string };
  }

  export function auth(options: AuthOptions): Handler;
  export function logout(options: LogoutOptions): Handler;
  export function parseRequest(
    request: HostRequest,
    callback: (error: unknown, parsed?: { issuer?: string }) => void,
  ): void;
  export function metadata(options: MetadataOptions): (request: HostRequest, response: HostResponse) => void;
}

declare module 'samlp/lib/sessionParticipants' {
  const SessionParticipants: new (participants: unknown[]) => unknown;
  export = SessionParticipants;
}
