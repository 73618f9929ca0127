import { minutesAfter, type ResponsePlan } from '../test/support/idp/response-plan';
import type { TestIdp } from '../test/support/idp/test-idp';
import { type Addressee, benchPlan } from './response-maker';

/** Whom the forged ones are to be taken for: nobody who signs in rightly. */
export const VICTIM = 'victim';
const FORGER = 'u0';

/** One way to be taken for somebody else. What is posted stands in Base64. */
export interface Forgery {
  readonly kind: string;
  readonly forge: (idp: TestIdp, to: Addressee) => string;
}

/** Each is one change away from a response that would be accepted. */
export const FORGERIES: readonly Forgery[] = [
  {
    kind: 'NameID changed after signing',
    forge: edited((xml) => xml.replaceAll(`${FORGER}@`, `${VICTIM}@`)),
  },
  { kind: 'wrapped: the signed assertion in the signature of a forged one', forge: edited(wrapInside) },
  { kind: 'wrapped: the signed assertion behind a forged one', forge: edited(wrapBehind) },
  { kind: 'signature taken out', forge: edited((xml) => asVictim(withoutSignature(xml))) },
  { kind: "signed by a stranger's key", forge: (idp, to) => base64(signed(idp, to, {}, 'by a stranger')) },
  {
    kind: 'expired',
    forge: planned((plan) => {
      const past = minutesAfter(plan.issueInstant, -60);
      for (const confirmation of plan.confirmations) confirmation.notOnOrAfter = past;
      if (plan.conditions) plan.conditions.notOnOrAfter = past;
    }),
  },
  {
    kind: 'for another audience',
    forge: planned((plan) => {
      if (plan.conditions) plan.conditions.audienceRestrictions = [['https://another.example/sp']];
    }),
  },
  {
    kind: 'for another recipient',
    forge: planned((plan) => {
      for (const confirmation of plan.confirmations) confirmation.recipient = 'https://another.example/acs';
    }),
  },
  {
    kind: 'of another issuer',
    forge: planned((plan) => {
      plan.assertionIssuer = 'https://another.example/idp';
    }),
  },
];

function planned(change: (plan: ResponsePlan) => void): Forgery['forge'] {
  return (idp, to) => base64(signed(idp, to, { change }));
}

/** Of one that was rightly signed for somebody else. */
function edited(edit: (xml: string) => string): Forgery['forge'] {
  return (idp, to) => base64(edit(signed(idp, to, { userName: FORGER })));
}

interface Signing {
  readonly userName?: string;
  readonly change?: (plan: ResponsePlan) => void;
}

function signed(
  idp: TestIdp,
  to: Addressee,
  { userName = VICTIM, change }: Signing,
  stranger?: 'by a stranger',
): string {
  const plan = benchPlan(idp, to, userName);
  change?.(plan);
  return idp.xml(plan, stranger && { keys: idp.strangersKeys });
}

/** Found by its reference it is still signed, and a reader of the first assertion reads the forged one. */
function wrapInside(xml: string): string {
  return xml.replace(ASSERTION, (assertion) => {
    const signature = SIGNATURE.exec(assertion)?.[0] ?? '';
    const holding = signature.replace('</Signature>', `<Object>${assertion}</Object></Signature>`);
    return forgedLike(assertion).replace('</saml:Issuer>', () => `</saml:Issuer>${holding}`);
  });
}

function wrapBehind(xml: string): string {
  return xml.replace(ASSERTION, (assertion) => `${forgedLike(assertion)}${assertion}`);
}

function forgedLike(assertion: string): string {
  return asVictim(withoutSignature(assertion)).replace(/ ID="[^"]*"/, ' ID="_forged"');
}

function withoutSignature(xml: string): string {
  return xml.replace(SIGNATURE, '');
}

function asVictim(xml: string): string {
  return xml.replaceAll(`${FORGER}@`, `${VICTIM}@`);
}

const ASSERTION = /<saml:Assertion .*<\/saml:Assertion>/s;
const SIGNATURE = /<Signature .*<\/Signature>/s;

function base64(xml: string): string {
  return Buffer.from(xml).toString('base64');
}
