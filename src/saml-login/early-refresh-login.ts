import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../http/request';
import { EarlyRefresh } from '../idp-trust/early-refresh';
import { askOwnKey } from '../saml/login/ask-own-key';
import { SamlRefusal } from '../saml/refusal';
import { hashSecret } from '../secrets/tokens';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { AuthnRequestRepository } from './authn-request.repository';
import { findLoginSecret, hashRequestId, type LoginCookies } from './login-cookie';
import { findClosure } from './login-gate';
import type { LoginTrust } from './login-trust';
import { loginExpectations } from './tenant-strategy';

interface RefusedResponse {
  readonly samlResponse: string;
  readonly cookies: LoginCookies;
}

/** Decides whether a refused login is worth fetching its IdP's metadata before their time: docs/decisions/0006-early-refresh.md. */
@Injectable()
export class EarlyRefreshLogin {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly requests: AuthnRequestRepository,
    private readonly earlyRefresh: EarlyRefresh,
  ) {}

  /** @returns whether the login is to be checked anew: the trust may be another one now */
  async isWorthAnotherLook(
    refusal: unknown,
    trust: LoginTrust,
    posted: RefusedResponse,
    context: RequestContext,
  ): Promise<boolean> {
    const { tenant, idp } = trust;
    const isByUnknownKey = refusal instanceof SamlRefusal && refusal.code === 'saml.signature_invalid';
    if (!isByUnknownKey || idp.metadataUrl === null) return false;
    if (findClosure(tenant, context.ip, this.clock.now())) return false;
    return (await this.answersLiveRequest(trust, posted)) && this.earlyRefresh.run(tenant, context);
  }

  /** All else about the response is right, and this browser waits for it. */
  private async answersLiveRequest(
    trust: LoginTrust,
    { samlResponse, cookies }: RefusedResponse,
  ): Promise<boolean> {
    const expected = loginExpectations(trust, this.settings.clockSkewSeconds);
    const requestId = askOwnKey(samlResponse, expected, this.clock.now());
    if (requestId === undefined) return false;
    const requestHash = hashRequestId(requestId);
    const secret = findLoginSecret(cookies, requestHash, trust.sp.acsUrl);
    return secret !== undefined && this.requests.isLive(trust.tenant.id, requestHash, hashSecret(secret));
  }
}
