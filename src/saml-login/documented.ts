import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiResponse,
  ApiSeeOtherResponse,
} from '../http/openapi-decorators';
import { Answers } from '../http/answers';
import type { ProblemCode } from '../http/codes';
import { AnswersTestReport } from './test-login/documented-report';

/** What the core and the directory refuse a login with. */
const LOGIN_CODES = [
  'saml.malformed',
  'saml.status_not_success',
  'saml.signature_missing',
  'saml.signature_invalid',
  'saml.issuer_mismatch',
  'saml.destination_mismatch',
  'saml.recipient_mismatch',
  'saml.audience_mismatch',
  'saml.expired',
  'saml.not_yet_valid',
  'saml.in_response_to_mismatch',
  'saml.unsolicited_forbidden',
  'saml.replayed',
  'saml.nameid_missing',
  'saml.nameid_domain_mismatch',
  'saml.authn_context_mismatch',
  'saml.authn_too_old',
  'user.not_found',
  'user.disabled',
] as const satisfies readonly ProblemCode[];

const GATE_CODES = [
  'tenant.not_found',
  'idp.not_configured',
  'sso.disabled',
  'sso.network_forbidden',
  'request.rate_limited',
] as const satisfies readonly ProblemCode[];

const LOGOUT_CODES = [
  'tenant.not_found',
  'idp.not_configured',
  'saml.malformed',
  'saml.signature_missing',
  'saml.signature_invalid',
  'saml.issuer_mismatch',
  'saml.destination_mismatch',
  'saml.expired',
  'saml.not_yet_valid',
  'saml.nameid_missing',
  'request.rate_limited',
] as const satisfies readonly ProblemCode[];

const FORM_PAGE = 'A form that posts itself to the IdP, where that takes HTTP-POST.';

function formOf(...fields: readonly string[]): MethodDecorator {
  const properties = Object.fromEntries(fields.map((name) => [name, { type: 'string' as const }]));
  return applyDecorators(
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ schema: { type: 'object', properties } }),
  );
}

export const DocumentedLogin = () =>
  applyDecorators(
    ApiOperation({ summary: 'Begin a login: the browser goes to the IdP with an AuthnRequest' }),
    ApiQuery({
      name: 'RelayState',
      required: false,
      type: String,
      description: 'Where to land: a path here, or below CONSOLE_URL.',
    }),
    ApiQuery({
      name: 'loginHint',
      required: false,
      type: String,
      description:
        'The logon name of whoever signs in, for the sign-in page of the IdP (saml.loginHint). What is none of this tenant is passed over.',
    }),
    ApiQuery({
      name: 'forceAuthn',
      required: false,
      enum: ['true'],
      description:
        'The IdP is asked to have the user show anew that it is he, whatever saml.forceAuthn says.',
    }),
    ApiProduces('text/html'),
    ApiFoundResponse({ description: 'To the IdP, with the AuthnRequest (HTTP-Redirect).' }),
    ApiOkResponse({ description: FORM_PAGE }),
    Answers(...GATE_CODES),
  );

export const DocumentedAcs = () =>
  applyDecorators(
    ApiOperation({ summary: "Take the IdP's response: the assertion consumer service" }),
    formOf('SAMLResponse', 'RelayState'),
    ApiProduces('text/html'),
    ApiSeeOtherResponse({ description: 'Signed in: the session cookie, and on to the console.' }),
    AnswersTestReport(),
    Answers(...GATE_CODES, ...LOGIN_CODES),
  );

export const DocumentedSlo = (by: 'redirect' | 'post') =>
  applyDecorators(
    ApiOperation({
      summary: `Take the IdP's LogoutRequest or LogoutResponse by HTTP-${by === 'redirect' ? 'Redirect' : 'POST'}`,
    }),
    ApiProduces('text/html'),
    ApiFoundResponse({ description: 'Back to the IdP with a signed LogoutResponse.' }),
    ApiOkResponse({ description: FORM_PAGE }),
    ApiSeeOtherResponse({ description: 'After a LogoutResponse: to the sign-in page.' }),
    Answers(...LOGOUT_CODES),
    ...(by === 'post'
      ? [formOf('SAMLRequest', 'SAMLResponse', 'RelayState')]
      : ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature'].map((name) =>
          ApiQuery({ name, required: false, type: String }),
        )),
  );

export const DocumentedLogout = () =>
  applyDecorators(
    ApiOperation({ summary: "End this browser's session, here and at the IdP" }),
    formOf(),
    ApiProduces('text/html'),
    ApiResponse({ status: 200, description: FORM_PAGE }),
    ApiSeeOtherResponse({ description: 'To the IdP with a LogoutRequest, or to the sign-in page.' }),
    Answers('auth.forbidden', 'request.rate_limited', 'request.too_large', 'request.unsupported_media_type'),
  );
