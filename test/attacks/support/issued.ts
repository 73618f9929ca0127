import type { ProblemCode } from '../../../src/http/codes';
import {
  type ConditionsPlan,
  type ConfirmationPlan,
  type ResponsePlan,
} from '../../support/idp/response-plan';
import type { Attack } from './attack';
import type { Loot } from './loot';

export type Edit = (plan: ResponsePlan, loot: Loot) => void;

/** Signed by the IdP in good faith, and meant for somebody else, some other time or some other purpose. */
export const issued = (name: string, edit: Edit, code: ProblemCode, ids?: readonly string[]): Attack => ({
  name,
  ids,
  forge: (_, loot) =>
    loot.genuine('assertion', (plan) => {
      edit(plan, loot);
    }),
  code,
});

/** The same, where the Response is signed as well. */
export const issuedSigned = (
  name: string,
  edit: Edit,
  code: ProblemCode,
  ids?: readonly string[],
): Attack => ({
  name,
  ids,
  from: (loot) => loot.genuine('both'),
  forge: (_, loot) =>
    loot.genuine('both', (plan) => {
      edit(plan, loot);
    }),
  code,
});

export const conditions = (plan: ResponsePlan): ConditionsPlan => {
  if (!plan.conditions) throw new Error('the plan has Conditions');
  return plan.conditions;
};
export const confirmation = (plan: ResponsePlan): ConfirmationPlan => {
  const [first] = plan.confirmations;
  if (!first) throw new Error('the plan has a confirmation');
  return first;
};

export const OTHER_SP = 'https://other.example/saml';
