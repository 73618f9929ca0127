import type { ProblemCode } from '../../../src/http/codes';
import type { SceneOptions } from '../../support/login-scene';
import type { Loot } from './loot';

/** One way to be taken for somebody else, and how it is answered. */
export interface Attack {
  /** What it does. */
  readonly name: string;
  /** Public identifiers of where it, or its like, worked: each is listed in docs/security.md. */
  readonly ids?: readonly string[];
  /** The good response that it starts from; signed over the assertion where nothing is said. It is shown to be accepted first. */
  readonly from?: (loot: Loot) => string;
  /**
   * The same response, but for the attack.
   * @param genuine a new one, that was not sent yet
   * @param accepted the one that was let in before
   */
  readonly forge: (genuine: string, loot: Loot, accepted: string) => string;
  readonly code: ProblemCode;
}

export interface AttackFamily {
  readonly name: string;
  /** Why such attacks have worked elsewhere, and what stands against them here. */
  readonly why: string;
  /** Where the tenant or its IdP is not as they usually are. */
  readonly scene?: () => Promise<SceneOptions>;
  /** The tenant encrypts its assertions. */
  readonly isEncrypting?: boolean;
  readonly attacks: readonly Attack[];
}
