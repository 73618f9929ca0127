import type { AuthnStatementPlan, ConditionsPlan, ConfirmationPlan, ResponsePlan } from './response-plan';

/** The plan as XML, unsigned; `assertionXml` stands in its place where it is given (signed or encrypted before). */
export function responseXml(plan: ResponsePlan, assertion = assertionXml(plan)): string {
  const attributes = attributesXml({
    ID: plan.responseId,
    Version: plan.version,
    IssueInstant: plan.issueInstant.toISOString(),
    Destination: plan.destination,
    InResponseTo: plan.inResponseTo,
  });
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"${attributes}>` +
    (plan.responseIssuer === undefined
      ? ''
      : `<saml:Issuer>${escapeXml(plan.responseIssuer)}</saml:Issuer>`) +
    statusXml(plan) +
    assertion +
    '</samlp:Response>'
  );
}

export function assertionXml(plan: ResponsePlan): string {
  const attributes = attributesXml({
    ID: plan.assertionId,
    Version: plan.version,
    IssueInstant: plan.issueInstant.toISOString(),
  });
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"${attributes}>` +
    `<saml:Issuer>${escapeXml(plan.assertionIssuer)}</saml:Issuer>` +
    `<saml:Subject>${nameIdXml(plan)}${plan.confirmations.map(confirmationXml).join('')}</saml:Subject>` +
    (plan.conditions ? conditionsXml(plan.conditions) : '') +
    (plan.authnStatement ? authnStatementXml(plan.authnStatement) : '') +
    attributeStatementXml(plan.attributes) +
    plan.furtherStatements +
    '</saml:Assertion>'
  );
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function attributesXml(attributes: Record<string, string | undefined>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXml(value)}"`))
    .join('');
}

function statusXml({ statusCodes, statusMessage }: ResponsePlan): string {
  const codes = statusCodes.reduceRight(
    (below, code) => `<samlp:StatusCode Value="${code}">${below}</samlp:StatusCode>`,
    '',
  );
  const message =
    statusMessage === undefined
      ? ''
      : `<samlp:StatusMessage>${escapeXml(statusMessage)}</samlp:StatusMessage>`;
  return `<samlp:Status>${codes}${message}</samlp:Status>`;
}

function nameIdXml({ nameId, nameIdFormat }: ResponsePlan): string {
  return nameId === undefined
    ? ''
    : `<saml:NameID${attributesXml({ Format: nameIdFormat })}>${nameId}</saml:NameID>`;
}

function confirmationXml({
  method,
  recipient,
  notBefore,
  notOnOrAfter,
  inResponseTo,
}: ConfirmationPlan): string {
  const attributes = attributesXml({
    Recipient: recipient,
    NotBefore: notBefore?.toISOString(),
    NotOnOrAfter: notOnOrAfter?.toISOString(),
    InResponseTo: inResponseTo,
  });
  return `<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData${attributes}/></saml:SubjectConfirmation>`;
}

function conditionsXml({ notBefore, notOnOrAfter, audienceRestrictions, further }: ConditionsPlan): string {
  const attributes = attributesXml({
    NotBefore: notBefore?.toISOString(),
    NotOnOrAfter: notOnOrAfter?.toISOString(),
  });
  const restrictions = audienceRestrictions
    .map((audiences) =>
      audiences.map((audience) => `<saml:Audience>${escapeXml(audience)}</saml:Audience>`).join(''),
    )
    .map((audiences) => `<saml:AudienceRestriction>${audiences}</saml:AudienceRestriction>`);
  return `<saml:Conditions${attributes}>${restrictions.join('')}${further}</saml:Conditions>`;
}

function authnStatementXml({
  authnInstant,
  sessionIndex,
  sessionNotOnOrAfter,
  classRef,
}: AuthnStatementPlan): string {
  const attributes = attributesXml({
    AuthnInstant: authnInstant.toISOString(),
    SessionIndex: sessionIndex,
    SessionNotOnOrAfter: sessionNotOnOrAfter?.toISOString(),
  });
  return (
    `<saml:AuthnStatement${attributes}><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`
  );
}

function attributeStatementXml(attributes: Record<string, string[]>): string {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return '';
  const each = entries.map(([name, values]) => {
    const inside = values
      .map((value) => `<saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue>`)
      .join('');
    return `<saml:Attribute Name="${escapeXml(name)}">${inside}</saml:Attribute>`;
  });
  return `<saml:AttributeStatement>${each.join('')}</saml:AttributeStatement>`;
}
