import type { RamUsersService } from '../../ram-users/ram-users.service';
import type { VerifiedLogin } from '../../saml/login/verified-login';
import { SamlRefusal } from '../../saml/refusal';
import type { SignInQuestion } from '../decide-sign-in';
import type { LoginTrust } from '../login-trust';
import { questionOf, type Visit } from '../sign-in-question';
import type { AskedSignIn } from './explain-sign-in';
import type { MappedUser } from './test-report';

/** Whom a response names, where it holds. */
export type Named = Pick<AskedSignIn, 'question' | 'userStatus'>;

/** @returns undefined where the response is refused */
export async function findNamed(
  verdict: VerifiedLogin | SamlRefusal,
  trust: LoginTrust,
  visit: Visit,
  users: RamUsersService,
): Promise<Named | undefined> {
  if (verdict instanceof SamlRefusal) return undefined;
  const question = readQuestion(() => questionOf(verdict, trust, visit));
  const userName = question instanceof SamlRefusal ? undefined : question.user.userName;
  const userStatus = userName === undefined ? null : await users.findStatus(trust.tenant, userName);
  return { question, userStatus };
}

export function mappedUser({ question, userStatus }: Named): MappedUser | undefined {
  if (question instanceof SamlRefusal) return undefined;
  const { source, value, userName } = question.user;
  return { source, value, userName, status: userStatus ?? 'missing' };
}

function readQuestion(read: () => SignInQuestion): SignInQuestion | SamlRefusal {
  try {
    return read();
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return refusal;
    throw refusal;
  }
}
