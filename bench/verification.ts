import { SAML } from '@node-saml/node-saml';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makeResponse, type Scene } from './scene';

const ROUNDS = 5;

/** CPU time, in microseconds, to verify one and the same response. */
export interface VerificationCosts {
  readonly bytes: number;
  readonly rsa: number;
  readonly ours: number;
  readonly theirs: number;
}

/** The median of some rounds, in which all take turns. */
export async function measureVerification(
  scene: Pick<Scene, 'tenant' | 'idp'>,
  repeats: number,
): Promise<VerificationCosts> {
  const response = makeResponse(scene, 'u0');
  const rsa = new Contestant(rsaVerify(), repeats * 10);
  const ours = new Contestant(ourCheck(scene, response), repeats);
  const theirs = new Contestant(theirCheck(scene, response), Math.ceil(repeats / 10));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const contestant of [rsa, ours, theirs]) await contestant.takeTurn();
  }
  return {
    bytes: Buffer.from(response, 'base64').length,
    rsa: rsa.median,
    ours: ours.median,
    theirs: theirs.median,
  };
}

class Contestant {
  private readonly rounds: number[] = [];

  constructor(
    private readonly run: () => unknown,
    private readonly repeats: number,
  ) {}

  async takeTurn(): Promise<void> {
    this.rounds.push(await cpuMicroseconds(this.run, this.repeats));
  }

  /** Of all rounds but the first, which warms up. */
  get median(): number {
    return median(this.rounds.slice(1));
  }
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

/** Of the build, as it is shipped: what runs this file compiles it otherwise, and a third slower. */
function ourCheck({ tenant, idp }: Pick<Scene, 'tenant' | 'idp'>, response: string): () => unknown {
  const { checkLogin } = built('login/check-login') as typeof import('../src/saml/login/check-login');
  const { readCertificate } = built(
    'signature/certificates',
  ) as typeof import('../src/saml/signature/certificates');
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

function built(path: string): unknown {
  return createRequire(__filename)(join(__dirname, '../dist/src/saml', path));
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
