import { loginStatus, type ProblemCode } from '../http/codes';
import { Problem } from '../http/problem';
import { ExplainedRefusal, type RefusalFacts, SamlRefusal } from '../saml/refusal';

/** The codes that a login is refused with outside the SAML core. */
export type LoginRefusalCode = Extract<
  ProblemCode,
  | 'idp.not_configured'
  | 'sso.disabled'
  | 'sso.network_forbidden'
  | 'user.not_found'
  | 'user.disabled'
  | 'saml.in_response_to_mismatch'
  | 'saml.unsolicited_forbidden'
  | 'saml.replayed'
  | 'saml.nameid_missing'
  | 'saml.nameid_domain_mismatch'
>;

/** A login that the core let through, or never saw, and that the tenant's directory, settings or memory refuse. */
export class LoginRefusal extends ExplainedRefusal<LoginRefusalCode> {
  /**
   * @param userName whom the IdP vouched for, where that is known and could be a user of this tenant
   * @param assertedName what it was read from
   */
  constructor(
    code: LoginRefusalCode,
    facts: RefusalFacts,
    readonly userName?: string,
    readonly assertedName?: string,
  ) {
    super(code, facts);
  }
}

/** Whatever a login or logout can be refused with: it goes into the audit trail, facts and all. */
export type Refusal = LoginRefusal | SamlRefusal;

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof LoginRefusal || error instanceof SamlRefusal;
}

/** What the browser may know: the code and its plain sentence. The facts stay in the audit trail. */
export function refusalProblem(type: 'login' | 'logout', refusal: Refusal): Problem {
  const what = type === 'login' ? 'The sign-in' : 'The sign-out message of the identity provider';
  const detail = `${what} was refused. Your administrator finds the reason in the tenant's audit trail under this request id.`;
  return new Problem(refusal.code, detail, { status: loginStatus(refusal.code), cause: refusal.cause });
}
