import { randomUUID } from 'node:crypto';

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

/** Everything that a response says. Undefined leaves the attribute or element out. A test changes one thing of a good one. */
export interface ResponsePlan {
  responseId: string;
  assertionId: string;
  version: string;
  issueInstant: Date;
  destination: string | undefined;
  /** Of the Response. */
  inResponseTo: string | undefined;
  responseIssuer: string | undefined;
  statusCodes: string[];
  statusMessage: string | undefined;
  assertionIssuer: string;
  /** Markup of the Subject's name; undefined: none. */
  nameId: string | undefined;
  nameIdFormat: string | undefined;
  confirmations: ConfirmationPlan[];
  conditions: ConditionsPlan | undefined;
  authnStatement: AuthnStatementPlan | undefined;
  attributes: Record<string, string[]>;
  /** Markup of further statements. */
  furtherStatements: string;
}

export interface ConfirmationPlan {
  method: string;
  recipient: string | undefined;
  notBefore: Date | undefined;
  notOnOrAfter: Date | undefined;
  inResponseTo: string | undefined;
}

export interface ConditionsPlan {
  notBefore: Date | undefined;
  notOnOrAfter: Date | undefined;
  audienceRestrictions: string[][];
  /** Markup of further conditions. */
  further: string;
}

export interface AuthnStatementPlan {
  authnInstant: Date;
  sessionIndex: string | undefined;
  sessionNotOnOrAfter: Date | undefined;
  classRef: string;
}

export interface PlanFacts {
  idpEntityId: string;
  spEntityId: string;
  acsUrl: string;
  nameId: string;
  now: Date;
  /** The request that is answered; undefined for an unsolicited response. */
  inResponseTo?: string;
}

/** A response that is right in everything, good for five minutes. */
export function goodPlan({
  idpEntityId,
  spEntityId,
  acsUrl,
  nameId,
  now,
  inResponseTo,
}: PlanFacts): ResponsePlan {
  const soon = minutesAfter(now, 5);
  return {
    responseId: `_r${randomUUID()}`,
    assertionId: `_a${randomUUID()}`,
    version: '2.0',
    issueInstant: now,
    destination: acsUrl,
    inResponseTo,
    responseIssuer: idpEntityId,
    statusCodes: [SUCCESS],
    statusMessage: undefined,
    assertionIssuer: idpEntityId,
    nameId,
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    confirmations: [
      { method: BEARER, recipient: acsUrl, notBefore: undefined, notOnOrAfter: soon, inResponseTo },
    ],
    conditions: {
      notBefore: minutesAfter(now, -1),
      notOnOrAfter: soon,
      audienceRestrictions: [[spEntityId]],
      further: '',
    },
    authnStatement: {
      authnInstant: now,
      sessionIndex: `_s${randomUUID()}`,
      sessionNotOnOrAfter: undefined,
      classRef: PASSWORD,
    },
    attributes: { mail: [nameId] },
    furtherStatements: '',
  };
}

export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}
