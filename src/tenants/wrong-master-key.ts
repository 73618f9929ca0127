import type { Sealing } from '../secrets/sealing';
import { StartError } from '../settings/start-error';

/**
 * @param needed fingerprints of the keys that something is sealed under
 * @param consequence what comes of it; ends a sentence
 */
export function wrongMasterKey(
  { masterKeyId }: Sealing,
  needed: readonly string[],
  consequence: string,
): StartError {
  return new StartError(
    `MASTER_KEY is not the key that this database's private keys are sealed under (it has the fingerprint ${masterKeyId}, they need ${needed.join(' and ')}): ${consequence}.`,
    { exitCode: 2 },
  );
}
