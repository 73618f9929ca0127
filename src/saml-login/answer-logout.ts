import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { RequestContext } from '../http/request';
import { findQueryParameter } from '../saml/bindings/redirect-query';
import { writeMessageId } from '../saml/messages/message-id';
import {
  checkLogoutRequest,
  checkLogoutResponse,
  type LogoutExpectations,
} from '../saml/logout/check-logout';
import type { ReceivedMessage } from '../saml/logout/require-signed-message';
import type { VerifiedLogoutRequest } from '../saml/logout/verified-logout';
import { malformed } from '../saml/malformed';
import { writeLogoutResponse } from '../saml/messages/logout-response';
import { BINDING, type MessageName, STATUS_SUCCESS } from '../saml/names';
import { takeRandomBytes } from '../secrets/entropy';
import { SessionsService } from '../sessions/sessions.service';
import { TenantsService } from '../tenants/tenants.service';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { type CarriedMessage, carryMessage } from './carry-message';
import { requireTrust } from './login-gate';
import type { LoginTrust } from './login-trust';
import { ProvenAttempt, STALE } from './proven-attempt';
import { chooseSloService } from './slo-service';
import { say } from '../sentences/sentence';

/** What a browser brought to the SLO address, not yet looked into. */
export type SloMessage =
  | { readonly binding: 'redirect'; readonly query: string }
  | {
      readonly binding: 'post';
      readonly samlRequest: string | undefined;
      readonly samlResponse: string | undefined;
      readonly relayState: string | undefined;
    };

export type SloAnswer =
  /** `isSignedOutThere`: the IdP says that its own session and all others are over. */
  | { readonly kind: 'done'; readonly isSignedOutThere: boolean }
  /** To be carried back; the IdP may show our form in a frame of its page. */
  | { readonly kind: 'respond'; readonly message: CarriedMessage; readonly idpOrigin: string };

/** Longer ones are no RelayState that anybody waits for. */
const MAX_RELAY_STATE = 1024;

/** The IdP's side of single logout (saml-profiles 4.4): it asks us to end sessions, or answers what we asked. */
@Injectable()
export class AnswerLogout {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly attempts: ProvenAttempt,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem with the code of the refusal, which is in the audit trail by then: nothing has changed */
  answer(alias: string, message: SloMessage, context: RequestContext): Promise<SloAnswer> {
    return this.attempts.run('logout', alias, context, async (gate) => {
      const { trust } = requireTrust(gate);
      const { name, received, relayState } = readSloMessage(message);
      const expected = this.expectations(trust);
      if (name === 'SAMLResponse') {
        const { statusCodes } = checkLogoutResponse(received, expected, this.clock.now());
        return {
          kind: 'done',
          isSignedOutThere: statusCodes.length === 1 && statusCodes[0] === STATUS_SUCCESS,
        };
      }
      const request = checkLogoutRequest(received, expected, this.clock.now());
      if (!(await this.endSessions(request, trust, context))) return STALE;
      return this.respond(request, trust, received.binding, relayState);
    });
  }

  private expectations(trust: LoginTrust): LogoutExpectations {
    return {
      issuer: trust.idp.entityId,
      destination: trust.sp.sloUrl,
      keys: trust.keys,
      clockSkewSeconds: this.settings.clockSkewSeconds,
      decryption: trust.decryption,
    };
  }

  /** False where the trust that the request was checked against has changed since: nothing was ended then. */
  private endSessions(
    { nameId, sessionIndexes, issueInstant }: VerifiedLogoutRequest,
    { tenant }: LoginTrust,
    context: RequestContext,
  ): Promise<boolean> {
    const issuedUntil = new Date(issueInstant.getTime() + this.settings.clockSkewSeconds * 1000);
    return this.transactions.run(async (tx) => {
      if (!(await this.tenants.isCurrent(tx, tenant))) return false;
      const loggedOut = { nameId: nameId.value, sessionIndexes, issuedUntil };
      const ended = await this.sessions.endByNameId(tx, tenant.id, loggedOut);
      const events = ended.map(({ id, userName }) => ({
        tenantId: tenant.id,
        type: 'logout' as const,
        userName,
        details: { sessionId: id, begunAt: 'idp' },
        context: { ...context, actor: 'idp' },
      }));
      await this.audit.appendAll(tx, events);
      return true;
    });
  }

  /** By the binding that it was asked by, where the IdP has it. */
  private async respond(
    request: VerifiedLogoutRequest,
    trust: LoginTrust,
    asked: ReceivedMessage['binding'],
    relayState: string | undefined,
  ): Promise<SloAnswer> {
    const service = chooseSloService(trust.idp, BINDING[asked]);
    if (!service) return { kind: 'done', isSignedOutThere: false };
    const now = this.clock.now();
    const location = service.responseLocation ?? service.location;
    const xml = writeLogoutResponse({
      id: writeMessageId(now, takeRandomBytes(16)),
      issueInstant: now,
      destination: location,
      issuer: trust.sp.entityId,
      inResponseTo: request.id,
      statusCodes: [STATUS_SUCCESS],
    });
    const route = { binding: service.binding, location, relayState };
    const message = carryMessage('SAMLResponse', xml, route, await trust.signing());
    return { kind: 'respond', message, idpOrigin: new URL(location).origin };
  }
}

interface ReadSloMessage {
  readonly name: MessageName;
  readonly received: ReceivedMessage;
  readonly relayState: string | undefined;
}

function readSloMessage(message: SloMessage): ReadSloMessage {
  const { binding } = message;
  const find = (parameter: MessageName | 'RelayState') =>
    binding === 'redirect' ? findQueryParameter(message.query, parameter) : postedField(message, parameter);
  const request = find('SAMLRequest');
  const response = find('SAMLResponse');
  const field = request ?? response;
  if (field === undefined || (request !== undefined && response !== undefined)) {
    throw malformed(
      say`either a SAMLRequest or a SAMLResponse`,
      field === undefined ? say`neither` : say`both`,
    );
  }
  const relayState = find('RelayState');
  return {
    name: request === undefined ? 'SAMLResponse' : 'SAMLRequest',
    received: binding === 'redirect' ? { binding, rawQuery: message.query } : { binding, field },
    relayState: relayState !== undefined && relayState.length <= MAX_RELAY_STATE ? relayState : undefined,
  };
}

function postedField(
  message: Extract<SloMessage, { binding: 'post' }>,
  parameter: MessageName | 'RelayState',
): string | undefined {
  if (parameter === 'RelayState') return message.relayState;
  return parameter === 'SAMLRequest' ? message.samlRequest : message.samlResponse;
}
