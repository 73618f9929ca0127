import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  type JsonGeneralName,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export interface ServerCertificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

/** Vouches for web servers, as a public authority does; whoever is to believe it is given its certificate. */
export class TlsAuthority {
  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly own: X509Certificate,
  ) {}

  static async make(name = 'Test Authority'): Promise<TlsAuthority> {
    const keys = await makeKeys();
    const own = await X509CertificateGenerator.createSelfSigned({
      name: [{ CN: [name] }],
      notBefore: new Date(Date.now() - 365 * DAY_MS),
      notAfter: new Date(Date.now() + 365 * DAY_MS),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(true, 1, true)],
    });
    return new TlsAuthority(keys, own);
  }

  get pem(): string {
    return this.own.toString('pem');
  }

  /** @param days from which until which day from now it holds */
  async issue(names: readonly string[], days: readonly [number, number]): Promise<ServerCertificate> {
    const keys = await makeKeys();
    const [notBefore, notAfter] = days.map((day) => new Date(Date.now() + day * DAY_MS));
    const nameOf = (value: string): JsonGeneralName => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value });
    const certificate = await X509CertificateGenerator.create({
      subject: [{ CN: ['localhost'] }],
      issuer: this.own.subject,
      notBefore,
      notAfter,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [new SubjectAlternativeNameExtension(names.map(nameOf))],
    });
    const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
    return { key, cert: certificate.toString('pem') };
  }
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
