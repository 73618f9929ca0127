import type { ProblemCode } from '../../../src/http/codes';
import type { HttpAttack, HttpAttackFamily } from './http-attack';
import type { LogoutStage } from './logout-stage';

/** Without a code it is answered as an honest message is, and does nothing. */
export type LogoutAttack = HttpAttack<LogoutStage, ProblemCode | undefined>;

export interface LogoutFamily extends HttpAttackFamily<LogoutStage, ProblemCode | undefined> {
  /** What an honest message does to alice's session. */
  readonly endsSessions: boolean;
}
