import type { ProblemCode } from '../../../src/http/codes';
import type { Sent } from './sent';

/** One way to misuse what carries a message, or what surrounds it, and how it is answered. */
export interface HttpAttack<Stage, Code = ProblemCode> {
  /** What it does. */
  readonly name: string;
  /** Public identifiers of where it, or its like, worked: each is listed in docs/security.md. */
  readonly ids?: readonly string[];
  /** The honest request that it starts from; the family's where nothing is said. It is shown to be let in first. */
  readonly from?: MakeRequest<Stage>;
  /**
   * The same request, but for the attack.
   * @param honest a new one, that was not sent yet
   * @param accepted the one that was let in before
   */
  readonly forge: (honest: Sent, stage: Stage, accepted: Sent) => Sent | Promise<Sent>;
  readonly code: Code;
}

export type MakeRequest<Stage> = (stage: Stage) => Sent | Promise<Sent>;

export interface HttpAttackFamily<Stage, Code = ProblemCode> {
  readonly name: string;
  /** Why such attacks have worked elsewhere, and what stands against them here. */
  readonly why: string;
  readonly from: MakeRequest<Stage>;
  readonly attacks: readonly HttpAttack<Stage, Code>[];
}
