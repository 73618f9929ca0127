import { describeLogins } from './logins';
import { describeLogouts } from './logouts';
import { describeRequests } from './requests';
import { describeRollOver } from './roll-over';
import { describeSigningKeys, type RequestBinding } from './signing-keys';
import { describeTrust } from './trust';
import type { InteropIdp } from './interop-idp';
import { type InteropScene, startInteropScene } from './interop-scene';

export interface IdpAbilities {
  /** It can have another key while it runs. */
  readonly rollsOver?: boolean;
  /** It can begin a logout by POST. */
  readonly signsOutByPost?: boolean;
  /** The bindings by which it takes requests that are signed by ECDSA; undefined where it can not be asked. */
  readonly checksEcdsa?: readonly RequestBinding[];
}

/** The stories that each IdP must tell alike. */
export function describeIdp(
  name: string,
  startIdp: () => Promise<InteropIdp>,
  { rollsOver = false, signsOutByPost = false, checksEcdsa }: IdpAbilities = {},
): void {
  describe(name, () => {
    let started: InteropScene | undefined;
    const scene = () => {
      if (!started) throw new Error('the identity provider did not start');
      return started;
    };
    beforeAll(async () => {
      started = await startInteropScene(startIdp);
    }, 120_000);
    afterAll(() => started?.close());

    describeTrust(scene);
    describeLogins(scene);
    describeRequests(scene);
    describeLogouts(scene, signsOutByPost);
    if (checksEcdsa) describeSigningKeys(scene, checksEcdsa);
    if (rollsOver) describeRollOver(scene);
  });
}
