import { Injectable, Logger } from '@nestjs/common';
import { clientNetwork } from '../../http/client-network';
import { RateLimits } from '../../http/rate-limits';
import type { RequestContext } from '../../http/request';
import type { VerifiedLogin } from '../../saml/login/verified-login';
import { readUntrustedNames, type UntrustedNames } from '../../saml/explain/untrusted-names';
import { newId } from '../../secrets/ids';
import { hashSecret } from '../../secrets/tokens';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import { MasterKey } from '../../tenants/master-key.service';
import { spIdentity } from '../../tenants/sp-identity';
import { findLoginSecret, hashRequestId } from '../login-cookie';
import { LoginRefusal, type Refusal } from '../login-refusal';
import type { FoundTenant } from '../login-trust';
import { isOfTest, type PostedResponse } from '../posted-response';
import { assertionHashOf } from '../sign-in-question';
import { waitAWhile } from '../wait-a-while';
import type { Arrival, ArrivalMemory } from './arrival';
import { ArrivalsRepository } from './arrivals.repository';
import { JudgeResponse, type Judgement } from './judge-response';
import { KEPT_LIMITS } from './kept-limits';
import { packResponse } from './kept-response';
import { refusedLoginPurpose } from './refused-login-purpose';
import type { ResponseKind } from './refused-login.entity';
import { RefusedLoginsRepository } from './refused-logins.repository';

/** A refusal of the ACS, and what it refused. */
export interface RefusedResponse {
  readonly gate: FoundTenant;
  readonly posted: PostedResponse;
  /** What it holds, where it was refused only for what is known here. */
  readonly login: VerifiedLogin | undefined;
  readonly refusal: Refusal;
  readonly context: RequestContext;
}

/** Keeps what was refused, for whoever has to find out why: docs/decisions/0013-kept-refused-logins.md. */
@Injectable()
export class KeepRefusedLogin {
  private readonly log = new Logger(KeepRefusedLogin.name);

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly masterKey: MasterKey,
    private readonly arrivals: ArrivalsRepository,
    private readonly judge: JudgeResponse,
    private readonly refused: RefusedLoginsRepository,
  ) {}

  /** Never fails, and never takes long: the refusal is answered all the same. */
  async run(response: RefusedResponse): Promise<void> {
    const { gate, posted } = response;
    if (posted.samlResponse === '' || !gate.tenant.saml.keepRefusedLogins) return;
    if (this.settings.refusedLoginDays === 0) return;
    await waitAWhile(this.keep(response), this.log, 'a refused login could not be kept');
  }

  private async keep(response: RefusedResponse): Promise<void> {
    const { gate, refusal, context } = response;
    const arrival = await this.arrivalOf(response);
    const judgement = await this.judge.judge(gate, arrival);
    const kind = kindOf(judgement);
    if (kind !== 'vouched' && !this.limits.mayKeepStrange()) return;
    const limit = KEPT_LIMITS[kind];
    const packed = await packResponse({ arrival, judgement });
    if (packed.length > limit.each) return;
    const position = { tenantId: gate.tenant.id, id: newId() };
    const sealed = await this.masterKey.seal(packed, refusedLoginPurpose(position));
    const login = {
      ...position,
      ...sealed,
      requestId: context.requestId,
      code: refusal.code,
      userName: refusal instanceof LoginRefusal ? (refusal.userName ?? null) : null,
      ip: context.ip,
      network: clientNetwork(context.ip),
      kind,
      size: sealed.sealed.length,
    };
    await this.refused.add(login, limit);
  }

  private async arrivalOf({ gate, posted, login, context: { ip } }: RefusedResponse): Promise<Arrival> {
    const { samlResponse } = posted;
    const arrivedAt = this.clock.now();
    const memory = await this.recall(gate, posted, login ? namesOf(login) : readUntrustedNames(samlResponse));
    return { samlResponse, arrivedAt, ip, isOfTest: isOfTest(posted), memory };
  }

  private async recall(
    { tenant }: FoundTenant,
    { cookies }: PostedResponse,
    { inResponseTo, assertion }: UntrustedNames,
  ): Promise<ArrivalMemory> {
    const requestHash = inResponseTo === undefined ? null : hashRequestId(inResponseTo);
    const { acsUrl } = spIdentity(this.settings.baseUrl, tenant.alias);
    const secret = requestHash && findLoginSecret(cookies, requestHash, acsUrl);
    const recalled = await this.arrivals.recall(tenant.id, {
      requestHash,
      browserSecretHash: secret ? hashSecret(secret) : null,
      assertionHash: assertion ? assertionHashOf(assertion) : null,
    });
    return { inResponseTo, ...recalled };
  }
}

/** What came encrypted names its request and itself only to whom it was opened for. */
function namesOf(login: VerifiedLogin): UntrustedNames {
  return { inResponseTo: login.inResponseTo, assertion: login };
}

function kindOf({ signedBy, received }: Judgement): ResponseKind {
  if (signedBy) return 'vouched';
  return received.response && received.response.statusCodes.length > 0 ? 'shaped' : 'rubbish';
}
