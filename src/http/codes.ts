interface CodeMeaning {
  readonly status: number;
  /** Where a login is refused with it, if that is another one. */
  readonly loginStatus?: number;
  readonly title: string;
}

/** Every code of the HTTP contract, its status and its title. Codes are stable: clients switch on them. */
export const codes = {
  'request.invalid': { status: 400, title: 'The request is not valid' },
  'auth.required': { status: 401, title: 'Authentication is required' },
  'auth.forbidden': { status: 403, title: 'This is not allowed' },
  not_found: { status: 404, title: 'There is nothing here' },
  'tenant.not_found': { status: 404, title: 'There is no such tenant' },
  'idp.not_configured': { status: 404, title: 'The tenant has no identity provider yet' },
  'request.method_not_allowed': { status: 405, title: 'The method is not allowed here' },
  'request.timeout': { status: 408, title: 'The request took too long' },
  conflict: { status: 409, title: 'It conflicts with what is there' },
  precondition_failed: { status: 412, title: 'It has changed in the meantime' },
  'request.too_large': { status: 413, title: 'The request is too large' },
  'request.unsupported_media_type': { status: 415, title: 'The media type is not supported' },
  'request.rate_limited': { status: 429, title: 'Too many requests' },
  'idp.metadata_invalid': { status: 400, title: 'The metadata can not be used' },
  'idp.metadata_unreachable': { status: 422, title: 'The metadata could not be fetched' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is not available right now' },
  'user.not_found': { status: 404, loginStatus: 401, title: 'There is no such user' },
  'sso.disabled': { status: 403, title: 'Single sign-on is switched off' },
  'sso.network_forbidden': { status: 403, title: 'Sign-in is not allowed from this network' },
  'user.disabled': { status: 403, title: 'The user is disabled' },
  'saml.malformed': { status: 400, title: 'The message is not valid SAML' },
  'saml.status_not_success': { status: 401, title: 'The identity provider did not sign the user in' },
  'saml.signature_missing': { status: 401, title: 'The message is not signed' },
  'saml.signature_invalid': { status: 401, title: 'The signature is not valid' },
  'saml.issuer_mismatch': { status: 401, title: 'The message is from another identity provider' },
  'saml.destination_mismatch': { status: 401, title: 'The message was meant for another address' },
  'saml.recipient_mismatch': { status: 401, title: 'The assertion was meant for another address' },
  'saml.audience_mismatch': { status: 401, title: 'The assertion was meant for another service' },
  'saml.expired': { status: 401, title: 'The assertion has expired' },
  'saml.not_yet_valid': { status: 401, title: 'The assertion is not valid yet' },
  'saml.in_response_to_mismatch': {
    status: 401,
    title: 'It does not answer a sign-in that this browser began',
  },
  'saml.unsolicited_forbidden': { status: 403, title: 'Sign-in must begin here' },
  'saml.replayed': { status: 401, title: 'This sign-in was used already' },
  'saml.nameid_missing': { status: 401, title: 'The assertion names nobody' },
  'saml.nameid_domain_mismatch': { status: 403, title: 'The name does not belong to this tenant' },
  'saml.authn_context_mismatch': { status: 403, title: 'The way of signing in is not accepted' },
  'saml.authn_too_old': { status: 403, title: 'The sign-in at the identity provider is too old' },
} as const satisfies Record<string, CodeMeaning>;

export type ProblemCode = keyof typeof codes;

export function loginStatus(code: ProblemCode): number {
  const meaning: CodeMeaning = codes[code];
  return meaning.loginStatus ?? meaning.status;
}
