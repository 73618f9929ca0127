import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../http/request';
import { writeMessageId } from '../saml/messages/message-id';
import { takeRandomBytes } from '../secrets/entropy';
import { hashSecret, newSecret } from '../secrets/tokens';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { areRequestsSigned, type NewAuthnRequest } from './carry-authn-request';
import type { CarriedMessage } from './carry-message';
import { AuthnRequestRepository } from './authn-request.repository';
import { type CookieToSet, hashRequestId, loginCookies } from './login-cookie';
import { landing } from './landing';
import { checkOpen, requireTrust } from './login-gate';
import { ProvenAttempt, STALE } from './proven-attempt';
import { runStrategy } from './run-strategy';
import type { LoginGate } from './tenant-strategies';

/** What the browser asked for, as it came: anything at all. */
export interface LoginWish {
  /** Where the user wants to go. */
  readonly relayState?: string | undefined;
  /** Whom the user said he was. */
  readonly loginHint?: string | undefined;
  /** He is to show anew that it is he. */
  readonly isForced?: boolean;
}

export interface StartedLogin {
  readonly message: CarriedMessage;
  readonly cookies: readonly CookieToSet[];
}

/** Begins an SP-initiated login (saml-profiles 4.1.3.1 to 4.1.3.3). */
@Injectable()
export class StartLogin {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly attempts: ProvenAttempt,
    private readonly requests: AuthnRequestRepository,
  ) {}

  /** @throws Problem with the code of the refusal */
  start(alias: string, wish: LoginWish, context: RequestContext): Promise<StartedLogin> {
    return this.attempts.run('login', alias, context, async (gate) => {
      const { trust } = requireTrust(gate);
      const issueInstant = this.clock.now();
      checkOpen(gate.tenant, context.ip, issueInstant);
      const id = writeMessageId(issueInstant, takeRandomBytes(16));
      const secret = newSecret();
      const requestHash = hashRequestId(id);
      const target = landing(wish.relayState, this.settings);
      const { loginHint, isForced } = wish;
      const wanted = { id, issueInstant, relayState: newSecret(), loginHint, isForced };
      const message = await carryRequest(gate, wanted);
      const request = { requestHash, browserSecretHash: hashSecret(secret), target };
      if (!(await this.requests.remember(gate.tenant, request))) return STALE;
      return { message, cookies: loginCookies(requestHash, secret, trust.sp.acsUrl) };
    });
  }
}

/** The request as the browser is to carry it, signed where the tenant's settings ask for it. */
export async function carryRequest(
  gate: LoginGate,
  request: Omit<NewAuthnRequest, 'signer'>,
): Promise<CarriedMessage> {
  const { trust, strategy } = requireTrust(gate);
  const signer = areRequestsSigned(trust) ? await trust.signing() : null;
  const outcome = await runStrategy(strategy, { authnRequest: { ...request, signer } });
  if (outcome.kind === 'verified') throw new Error('the strategy verified a login that has only begun');
  return outcome;
}
