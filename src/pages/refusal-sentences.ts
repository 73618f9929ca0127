import type { ProblemCode } from '../http/codes';

/** `start-again` is the login of the tenant at which it happened, where that is known, else the sign-in page. */
export type RefusalLink = 'sign-in' | 'start-again' | 'console';

export interface RefusalSentences {
  /** What happened, in words that need no SAML. */
  readonly sentence: string;
  /** What helps, the likeliest first; each names who does it: the reader, or an administrator. */
  readonly nextSteps: readonly [string, ...string[]];
  readonly links: readonly RefusalLink[];
}

const TRY_AGAIN = 'Start again, and finish without going back.';
const TELL_ADMINISTRATOR =
  'Tell your administrator the code and the request below: the audit log has the details under them.';
const COMPARE_SETTINGS =
  'Your administrator must compare the identity provider’s settings with this service’s metadata: the code and the request below lead to the details in the audit log.';

/** For any code of a logout message: what it lacks is the administrators' matter, and the same for the person. */
export const refusedLogout: RefusalSentences = {
  sentence: 'A sign-out message from the identity provider was refused: nobody was signed out by it.',
  nextSteps: [
    'If you have just signed out here, you are signed out here: only the answer of the identity provider was refused.',
    'Otherwise go to the console and sign out there.',
    COMPARE_SETTINGS,
  ],
  links: ['console'],
};

/** Of a link that an administrator was given to try a sign-in. */
export const usedTestLink: RefusalSentences = {
  sentence: 'This test link was used already, or is more than ten minutes old.',
  nextSteps: ['Ask for a new one: each link starts one test, in one browser.'],
  links: ['sign-in'],
};

/** What a person reads for each code of the contract. Facts of the message never stand here: whoever sent it would learn from them. */
export const refusalSentences: Readonly<Record<ProblemCode, RefusalSentences>> = {
  'request.invalid': {
    sentence: 'The address or the form that your browser sent is not complete or not correct.',
    nextSteps: ['Check the address, or start again from the sign-in page.', TELL_ADMINISTRATOR],
    links: ['sign-in'],
  },
  'auth.required': {
    sentence: 'You are not signed in, or your session has ended.',
    nextSteps: ['Sign in again.'],
    links: ['sign-in'],
  },
  'auth.forbidden': {
    sentence: 'The request came from another site, or this is not yours to do.',
    nextSteps: ['Go to the page itself and repeat there what you wanted to do.', TELL_ADMINISTRATOR],
    links: ['console', 'sign-in'],
  },
  not_found: {
    sentence: 'There is no page at this address. It may be mistyped, or out of date.',
    nextSteps: ['Check the address, or start from the sign-in page.'],
    links: ['sign-in'],
  },
  'tenant.not_found': {
    sentence: 'No cloud account here goes by that name or domain.',
    nextSteps: [
      'Check the spelling: a logon name looks like an email address, and an alias is a short name such as “example”.',
      'Ask your administrator which name your company uses here.',
    ],
    links: ['sign-in'],
  },
  'idp.not_configured': {
    sentence:
      'This cloud account is not connected to an identity provider yet, so nobody can sign in to it here.',
    nextSteps: [
      'Your administrator must upload the metadata of your company’s identity provider. After that, sign in again.',
    ],
    links: ['sign-in'],
  },
  'request.method_not_allowed': {
    sentence:
      'This address can not be opened in that way; a page was probably reloaded or bookmarked in the middle of a sign-in.',
    nextSteps: [
      TRY_AGAIN,
      'If it happens each time, your administrator must have the identity provider answer by HTTP-POST, not by HTTP-Redirect or HTTP-Artifact.',
    ],
    links: ['sign-in'],
  },
  'request.timeout': {
    sentence: 'Your request took too long to arrive.',
    nextSteps: ['Check your connection and try again.'],
    links: ['start-again'],
  },
  conflict: {
    sentence: 'Something else was changed at the same moment, and the two do not fit together.',
    nextSteps: ['Load the page again and repeat what you wanted to do.'],
    links: ['sign-in'],
  },
  precondition_failed: {
    sentence: 'It was changed by somebody else since you last saw it.',
    nextSteps: ['Load the page again and repeat what you wanted to do.'],
    links: ['sign-in'],
  },
  'request.too_large': {
    sentence: 'What your browser sent is larger than this service accepts.',
    nextSteps: [
      'Start again.',
      'If it happens each time, your administrator must have the identity provider send fewer attributes, such as long lists of groups.',
    ],
    links: ['start-again'],
  },
  'request.unsupported_media_type': {
    sentence: 'What was sent here is not of a kind that this address accepts.',
    nextSteps: [TRY_AGAIN, TELL_ADMINISTRATOR],
    links: ['sign-in'],
  },
  'request.rate_limited': {
    sentence: 'Too many requests came from your network in a short time.',
    nextSteps: ['Wait a minute, then try again.'],
    links: ['start-again'],
  },
  'idp.metadata_invalid': {
    sentence: 'The document does not describe an identity provider that can be used.',
    nextSteps: [
      'Your administrator must export the metadata from the identity provider again and upload it unchanged.',
    ],
    links: [],
  },
  'idp.metadata_unreachable': {
    sentence: 'The identity provider’s metadata could not be fetched from its address.',
    nextSteps: ['Your administrator must check the address, or upload the document itself.'],
    links: [],
  },
  internal: {
    sentence: 'Something failed here; you did nothing wrong.',
    nextSteps: ['Try again in a moment.', 'If it goes on, tell your administrator the request below.'],
    links: ['start-again'],
  },
  unavailable: {
    sentence: 'The service is starting, stopping or can not reach its database.',
    nextSteps: ['Try again in a minute.', 'If it goes on, tell your administrator.'],
    links: ['start-again'],
  },
  'user.not_found': {
    sentence:
      'Your company’s identity provider knows you, but this cloud account has no RAM user of that name.',
    nextSteps: [
      'Your administrator must create a RAM user with the same logon name, or correct the name that the identity provider sends.',
      'If you have several accounts at your company, sign out there and use another one.',
    ],
    links: ['sign-in'],
  },
  'sso.disabled': {
    sentence: 'Single sign-on is switched off for this cloud account.',
    nextSteps: ['Your administrator must switch it on before anybody can sign in here.'],
    links: ['sign-in'],
  },
  'sso.network_forbidden': {
    sentence:
      'This cloud account accepts sign-ins and sessions only from certain networks, and yours is none of them.',
    nextSteps: [
      'Connect through your company’s network or VPN, then try again.',
      'Your administrator can add your network to those that are allowed.',
    ],
    links: ['sign-in'],
  },
  'user.disabled': {
    sentence: 'Your RAM user in this cloud account is disabled.',
    nextSteps: ['Ask your administrator to enable it, if you should have access.'],
    links: ['sign-in'],
  },
  'saml.malformed': {
    sentence: 'The message from the identity provider can not be read as a sign-in.',
    nextSteps: [TRY_AGAIN, COMPARE_SETTINGS],
    links: ['start-again'],
  },
  'saml.status_not_success': {
    sentence: 'Your company’s identity provider answered that it could not sign you in.',
    nextSteps: [
      'Try again, and finish the sign-in there.',
      'If it goes on, your administrator must look into the identity provider’s own log: the cause lies there.',
    ],
    links: ['start-again'],
  },
  'saml.signature_missing': {
    sentence:
      'The message does not carry the signature that proves that it is from your company’s identity provider.',
    nextSteps: ['Your administrator must have the identity provider sign what it sends.', TELL_ADMINISTRATOR],
    links: ['sign-in'],
  },
  'saml.signature_invalid': {
    sentence: 'It is not proven that the message is from your company’s identity provider.',
    nextSteps: [
      'Your administrator must upload the identity provider’s current metadata: often its certificate was renewed.',
      TELL_ADMINISTRATOR,
    ],
    links: ['sign-in'],
  },
  'saml.issuer_mismatch': {
    sentence: 'The message is from an identity provider other than the one that this cloud account trusts.',
    nextSteps: [
      'If your company has several sign-in portals, use the one for this account.',
      COMPARE_SETTINGS,
    ],
    links: ['sign-in'],
  },
  'saml.destination_mismatch': {
    sentence: 'The identity provider addressed its message to a place other than this one.',
    nextSteps: [COMPARE_SETTINGS],
    links: ['sign-in'],
  },
  'saml.recipient_mismatch': {
    sentence: 'The identity provider made this sign-in for an address other than this one.',
    nextSteps: [COMPARE_SETTINGS],
    links: ['sign-in'],
  },
  'saml.audience_mismatch': {
    sentence: 'The identity provider made this sign-in for a service other than this one.',
    nextSteps: [COMPARE_SETTINGS],
    links: ['sign-in'],
  },
  'saml.expired': {
    sentence: 'This sign-in was meant to be used within a short time, and that time is over.',
    nextSteps: [
      'Start again, and do not go back to older pages or tabs.',
      'If it happens each time, your administrator must check the identity provider’s clock.',
    ],
    links: ['start-again'],
  },
  'saml.not_yet_valid': {
    sentence: 'By this service’s clock the sign-in begins to hold only later.',
    nextSteps: [
      'Wait a minute and start again.',
      'If it happens each time, your administrator must check the identity provider’s clock.',
    ],
    links: ['start-again'],
  },
  'saml.in_response_to_mismatch': {
    sentence:
      'The answer belongs to no sign-in that this browser has under way: it may have begun in another browser, more than ten minutes ago, or been finished already.',
    nextSteps: [
      'Start again, and finish in the same browser within ten minutes.',
      'Allow cookies for this site, if you block them.',
    ],
    links: ['start-again'],
  },
  'saml.unsolicited_forbidden': {
    sentence: 'This cloud account does not accept a sign-in that starts at the identity provider’s portal.',
    nextSteps: ['Start from here.', 'Your administrator can allow starts from the portal.'],
    links: ['start-again'],
  },
  'saml.replayed': {
    sentence:
      'Each sign-in counts only once, and this one was used before. Often a page was reloaded, or opened again with the back button.',
    nextSteps: ['If you are signed in, go on to the console.', 'Otherwise start again.'],
    links: ['console', 'start-again'],
  },
  'saml.nameid_missing': {
    sentence: 'The identity provider signed somebody in, but did not say whom.',
    nextSteps: [
      'Your administrator must have the identity provider send your logon name.',
      TELL_ADMINISTRATOR,
    ],
    links: ['sign-in'],
  },
  'saml.nameid_domain_mismatch': {
    sentence:
      'The logon name that the identity provider sent does not belong to a domain of this cloud account.',
    nextSteps: [
      'If you have several accounts at your company, sign out there and use another one.',
      'Your administrator must have the identity provider send a name with one of the account’s domains, or add the domain to the account.',
    ],
    links: ['sign-in'],
  },
  'saml.authn_context_mismatch': {
    sentence:
      'This cloud account asks for a way of signing in, such as a second factor, that was not used this time.',
    nextSteps: [
      'Sign in again and use the stronger way where your identity provider offers it.',
      'Your administrator must have the identity provider ask for it.',
    ],
    links: ['start-again'],
  },
  'saml.authn_too_old': {
    sentence:
      'This cloud account asks for a fresh sign-in, and the identity provider answered with an earlier one.',
    nextSteps: ['Sign out at your identity provider, then start again here.', TELL_ADMINISTRATOR],
    links: ['start-again'],
  },
};
