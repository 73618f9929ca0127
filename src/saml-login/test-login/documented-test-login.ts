import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiSeeOtherResponse,
} from '../../http/openapi-decorators';
import { Answers } from '../../http/answers';
import { TestLinkDto } from './test-link.dto';
import { TestReportDto } from './test-report.dto';

export const DocumentedTestLink = () =>
  applyDecorators(
    ApiOperation({
      summary:
        'Make a link that runs a login at the IdP and shows what came and each check, instead of signing in',
    }),
    ApiCreatedResponse({
      type: TestLinkDto,
      headers: { Location: { description: 'The link.', schema: { type: 'string', format: 'uri' } } },
    }),
    Answers('idp.not_configured'),
  );

export const DocumentedTestReport = () =>
  applyDecorators(
    ApiOperation({ summary: 'The whole report of the last test login, kept as long as refused logins are' }),
    ApiOkResponse({ type: TestReportDto }),
    Answers('not_found'),
  );

export const DocumentedTestForm = () =>
  applyDecorators(
    ApiOperation({ summary: 'The page of a test link; looking at it does not use the link up' }),
    ApiQuery({ name: 'token', required: true, type: String, description: 'The secret of the link.' }),
    ApiProduces('text/html'),
    ApiOkResponse({ description: 'A page with a button that starts the test.' }),
    Answers('tenant.not_found', 'not_found', 'request.rate_limited'),
  );

export const DocumentedTestStart = () =>
  applyDecorators(
    ApiOperation({ summary: 'Start the test: the browser goes to the IdP with an AuthnRequest' }),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ schema: { type: 'object', properties: { token: { type: 'string' } } } }),
    ApiProduces('text/html'),
    ApiSeeOtherResponse({ description: 'To the IdP, with the AuthnRequest (HTTP-Redirect).' }),
    ApiOkResponse({ description: 'A form that posts itself to the IdP, where that takes HTTP-POST.' }),
    Answers('tenant.not_found', 'not_found', 'idp.not_configured', 'auth.forbidden', 'request.rate_limited'),
  );
