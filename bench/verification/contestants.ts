import { SAML } from '@node-saml/node-saml';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { IdentityProvider, ServiceProvider, setSchemaValidator } from 'samlify';
import { hasPeer, requirePeer } from '../peers/peer-packages';
import { NODE_SAML, OURS, RSA, RSA_SIGNING } from '../names';
import type { SignedCase } from './signed-case';

const SAML20 = '@boxyhq/saml20';

/** In memory: the promise rejects where the response is not believed. */
export interface Verifier {
  readonly verify: () => unknown;
  /** So many times as often as another, so that a turn takes about as long. */
  readonly pace: number;
}

const VERIFIERS: Readonly<Record<string, (signed: SignedCase) => Verifier>> = {
  [RSA]: rsa,
  [OURS]: ours,
  [NODE_SAML]: nodeSaml,
  samlify,
  [SAML20]: saml20,
};

/** Of all that verify and are installed. */
export function verifierNames(): string[] {
  return Object.keys(VERIFIERS).filter((name) => name !== SAML20 || hasPeer(SAML20));
}

/** @throws Error where there is none of this name */
export function makeVerifier(name: string, signed: SignedCase): Verifier {
  const make = name === RSA_SIGNING ? rsaSigning : VERIFIERS[name];
  if (!make) throw new Error(`nobody verifies as ${name}`);
  return make(signed);
}

function rsa(): Verifier {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bytes = Buffer.alloc(1000, 'a');
  const signature = sign('sha256', bytes, privateKey);
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  return { verify: () => verify('sha256', bytes, key, signature), pace: 2 };
}

/** As an AuthnRequest is signed: the floor of what it costs to begin a login. */
function rsaSigning(): Verifier {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bytes = Buffer.alloc(600, 'a');
  return { verify: () => sign('sha256', bytes, privateKey), pace: 0.1 };
}

/** Of the build, as it is shipped: what runs this file compiles it otherwise, and a third slower. */
function ours({ response, idp, sp }: SignedCase): Verifier {
  const { checkLogin } = built('login/check-login') as typeof import('../../src/saml/login/check-login');
  const { readCertificate } = built(
    'signature/certificates',
  ) as typeof import('../../src/saml/signature/certificates');
  const key = readCertificate(Buffer.from(idp.certificate, 'base64'))?.publicKey;
  if (!key) throw new Error("the IdP's certificate can not be read");
  const expectations = {
    issuer: idp.entityId,
    keys: [key],
    audience: sp.entityId,
    acsUrl: sp.acsUrl,
    clockSkewSeconds: 60,
    decryption: undefined,
    isEncryptionRequired: false,
    forceAuthn: false,
    authnContextClassRefs: [],
  } as const;
  return { verify: () => checkLogin(response, expectations, new Date()), pace: 1 };
}

function built(path: string): unknown {
  return createRequire(__filename)(join(__dirname, '../../dist/src/saml', path));
}

function nodeSaml({ response, idp, sp }: SignedCase): Verifier {
  const saml = new SAML({
    callbackUrl: sp.acsUrl,
    issuer: sp.entityId,
    audience: sp.entityId,
    idpIssuer: idp.entityId,
    entryPoint: idp.ssoUrl,
    idpCert: idp.certificate,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
  });
  return {
    verify: () => saml.validatePostResponseAsync({ SAMLResponse: response }),
    pace: 0.02,
  };
}

/** Without its validation by XML schema, which is a package of its own. */
function samlify({ response, idp, sp }: SignedCase): Verifier {
  setSchemaValidator({ validate: () => Promise.resolve('skipped') });
  const identityProvider = IdentityProvider({ metadata: idp.metadata });
  const serviceProvider = ServiceProvider({
    entityID: sp.entityId,
    wantAssertionsSigned: true,
    assertionConsumerService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: sp.acsUrl },
    ],
  });
  const request = { body: { SAMLResponse: response } };
  return {
    verify: () => serviceProvider.parseLoginResponse(identityProvider, 'post', request),
    pace: 0.02,
  };
}

interface Saml20 {
  readonly default: {
    readonly validate: (xml: string, options: { publicKey: string; audience: string }) => Promise<unknown>;
  };
}

function saml20({ response, idp, sp }: SignedCase): Verifier {
  const peer = requirePeer(SAML20) as Saml20 | undefined;
  if (!peer) throw new Error(`${SAML20} is not installed`);
  const xml = Buffer.from(response, 'base64').toString();
  const options = {
    publicKey: idp.certificate,
    audience: sp.entityId,
  };
  return { verify: () => peer.default.validate(xml, options), pace: 0.02 };
}
