import { SAML } from '@node-saml/node-saml';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { checkLogin } from '../src/saml/login/check-login';
import { readCertificate } from '../src/saml/signature/certificates';
import { makeResponse, type Scene } from './scene';

const ROUNDS = 5;

export interface VerificationCost {
  readonly name: string;
  readonly microseconds: number;
}

/** CPU time to verify one and the same response: the median of some rounds, taken in turns. */
export async function measureVerification(
  scene: Pick<Scene, 'tenant' | 'idp'>,
  repeats: number,
): Promise<VerificationCost[]> {
  const response = makeResponse(scene, 'u0');
  const contestants = [
    { name: 'RSA-2048 verify alone', run: rsaVerify(), repeats: repeats * 10 },
    { name: 'checkLogin (all of it)', run: ourCheck(scene, response), repeats },
    {
      name: 'node-saml validatePostResponseAsync',
      run: theirCheck(scene, response),
      repeats: Math.ceil(repeats / 10),
    },
  ];
  const rounds = new Map(contestants.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, run, repeats: times } of contestants) {
      const microseconds = await cpuMicroseconds(run, times);
      if (round > 0) rounds.get(name)?.push(microseconds);
    }
  }
  return [...rounds].map(([name, measured]) => ({ name, microseconds: median(measured) }));
}

async function cpuMicroseconds(run: () => unknown, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

function rsaVerify(): () => unknown {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bytes = Buffer.alloc(1000, 'a');
  const signature = sign('sha256', bytes, privateKey);
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  return () => verify('sha256', bytes, key, signature);
}

function ourCheck({ tenant, idp }: Pick<Scene, 'tenant' | 'idp'>, response: string): () => unknown {
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
  return () => checkLogin(response, expectations, new Date());
}

function theirCheck({ tenant, idp }: Pick<Scene, 'tenant' | 'idp'>, response: string): () => unknown {
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
  return () => saml.validatePostResponseAsync({ SAMLResponse: response });
}
