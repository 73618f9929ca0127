import { generateKeyPairSync, sign } from 'node:crypto';
import { VerificationTurns } from './verification-turns';

/** RSA-2048, as an AuthnRequest is signed: the floor of what it costs to begin a login. */
export function signingTurns(repeats: number): VerificationTurns {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bytes = Buffer.alloc(600, 'a');
  const verify = () => sign('sha256', bytes, privateKey);
  return new VerificationTurns({ name: 'RSA-2048 sign alone', verify, pace: 0.5 }, repeats);
}
