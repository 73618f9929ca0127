import { SAML } from '@node-saml/node-saml';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { IdentityProvider, ServiceProvider, setSchemaValidator } from 'samlify';
import { requirePeer } from '../peers/peer-packages';
import { NODE_SAML, OURS, RSA } from '../names';
import { ResponseMaker } from '../response-maker';
import { addresseeOf, type Scene } from '../scene';
import type { Verifier } from './verification-turns';

export type Parties = Pick<Scene, 'tenant' | 'idp'>;

/** All that verify one and the same response, of about 5 KB. */
export function makeVerifiers(parties: Parties): { bytes: number; verifiers: Verifier[] } {
  const response = ResponseMaker.of(parties.idp, addresseeOf(parties.tenant)).make('u0');
  const makers = [rsa, ours, nodeSaml, samlify, saml20];
  const verifiers = makers.map((make) => make(parties, response)).filter((one) => one !== undefined);
  return { bytes: Buffer.from(response, 'base64').length, verifiers };
}

function rsa(): Verifier {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bytes = Buffer.alloc(1000, 'a');
  const signature = sign('sha256', bytes, privateKey);
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  return { name: RSA, verify: () => verify('sha256', bytes, key, signature), pace: 5 };
}

/** Of the build, as it is shipped: what runs this file compiles it otherwise, and a third slower. */
function ours({ tenant, idp }: Parties, response: string): Verifier {
  const { checkLogin } = built('login/check-login') as typeof import('../../src/saml/login/check-login');
  const { readCertificate } = built(
    'signature/certificates',
  ) as typeof import('../../src/saml/signature/certificates');
  const key = readCertificate(idp.keys.certificateDer)?.publicKey;
  if (!key) throw new Error("the IdP's certificate can not be read");
  const expectations = {
    issuer: idp.entityId,
    keys: [key],
    audience: tenant.sp.entityId,
    acsUrl: tenant.sp.acsUrl,
    clockSkewSeconds: 60,
    decryption: undefined,
    isEncryptionRequired: false,
    forceAuthn: false,
    authnContextClassRefs: [],
  } as const;
  return { name: OURS, verify: () => checkLogin(response, expectations, new Date()), pace: 1 };
}

function built(path: string): unknown {
  return createRequire(__filename)(join(__dirname, '../../dist/src/saml', path));
}

function nodeSaml({ tenant, idp }: Parties, response: string): Verifier {
  const saml = new SAML({
    callbackUrl: tenant.sp.acsUrl,
    issuer: tenant.sp.entityId,
    audience: tenant.sp.entityId,
    idpIssuer: idp.entityId,
    entryPoint: idp.ssoUrl,
    idpCert: idp.keys.certificateDer.toString('base64'),
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
  });
  return {
    name: NODE_SAML,
    verify: () => saml.validatePostResponseAsync({ SAMLResponse: response }),
    pace: 0.1,
  };
}

/** Without its validation by XML schema, which is a package of its own. */
function samlify({ tenant, idp }: Parties, response: string): Verifier {
  setSchemaValidator({ validate: () => Promise.resolve('skipped') });
  const identityProvider = IdentityProvider({ metadata: idp.metadata() });
  const serviceProvider = ServiceProvider({
    entityID: tenant.sp.entityId,
    wantAssertionsSigned: true,
    assertionConsumerService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: tenant.sp.acsUrl },
    ],
  });
  const request = { body: { SAMLResponse: response } };
  return {
    name: 'samlify',
    verify: () => serviceProvider.parseLoginResponse(identityProvider, 'post', request),
    pace: 0.1,
  };
}

interface Saml20 {
  readonly default: {
    readonly validate: (xml: string, options: { publicKey: string; audience: string }) => Promise<unknown>;
  };
}

function saml20({ tenant, idp }: Parties, response: string): Verifier | undefined {
  const peer = requirePeer('@boxyhq/saml20') as Saml20 | undefined;
  if (!peer) return undefined;
  const xml = Buffer.from(response, 'base64').toString();
  const options = {
    publicKey: idp.keys.certificateDer.toString('base64'),
    audience: tenant.sp.entityId,
  };
  return { name: '@boxyhq/saml20', verify: () => peer.default.validate(xml, options), pace: 0.1 };
}
