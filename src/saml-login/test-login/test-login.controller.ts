import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../../http/openapi-decorators';
import { testStartPage } from '../../html/test-login-page';
import { InTenant, Public, Requires } from '../../http/access';
import { Idempotent } from '../../http/idempotent';
import { setCookie } from '../../http/cookies';
import { fieldProblem } from '../../http/field-problem';
import { Problem } from '../../http/problem';
import { Context, type RamRequest, type RequestContext } from '../../http/request';
import { AcceptsForm, AnswersPage, RateLimit } from '../../http/route-options';
import { sendPage } from '../../http/send-page';
import type { TenantRef } from '../../http/tenant-ref';
import { Settings } from '../../settings/settings';
import { readForm, readText } from '../form-fields';
import { checkOwnOrigin } from '../own-origin';
import { sendMessage } from '../send-message';
import { CreateTestLogin } from './create-test-login';
import {
  DocumentedTestForm,
  DocumentedTestLink,
  DocumentedTestReport,
  DocumentedTestStart,
} from './documented-test-login';
import { KeptTestReports } from './kept-test-reports';
import { StartTestLogin } from './start-test-login';
import type { TestLinkDto } from './test-link.dto';
import { type TestReportDto, toTestReportDto } from './test-report.dto';
import { say } from '../../sentences/sentence';

@Controller()
export class TestLoginController {
  constructor(
    private readonly settings: Settings,
    private readonly createTestLogin: CreateTestLogin,
    private readonly startTestLogin: StartTestLogin,
    private readonly reports: KeptTestReports,
  ) {}

  @Post('api/v1/tenants/:alias/idp/test-login')
  @ApiTags('IdP trust')
  @Requires('admin')
  @Idempotent()
  @DocumentedTestLink()
  async create(
    @InTenant() tenant: TenantRef,
    @Req() request: RamRequest,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TestLinkDto> {
    refuseFields(request.body);
    const { url, expiresAt } = await this.createTestLogin.run(tenant, context);
    reply.header('location', url);
    return { url, expiresAt: expiresAt.toISOString() };
  }

  @Get('api/v1/tenants/:alias/idp/test-login')
  @ApiTags('IdP trust')
  @Requires('viewer')
  @DocumentedTestReport()
  async report(@InTenant() tenant: TenantRef): Promise<TestReportDto> {
    return toTestReportDto(await this.reports.require(tenant));
  }

  @Get('saml/:alias/test-login')
  @ApiTags('Browser')
  @DocumentedTestForm()
  @Public()
  @AnswersPage()
  @RateLimit('login-start')
  async show(
    @Param('alias') alias: string,
    @Query('token') token: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = readText(token) ?? '';
    await this.startTestLogin.requireLink(alias, given);
    sendPage(reply, testStartPage({ tenant: alias, action: `/saml/${alias}/test-login`, token: given }));
  }

  @Post('saml/:alias/test-login')
  @ApiTags('Browser')
  @DocumentedTestStart()
  @HttpCode(200)
  @Public()
  @AnswersPage()
  @AcceptsForm()
  @RateLimit('login-start')
  async start(
    @Param('alias') alias: string,
    @Body() body: unknown,
    @Req() request: RamRequest,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    checkOwnOrigin(request, this.settings.baseUrl);
    const token = readText(readForm(body).token) ?? '';
    const { message, cookies } = await this.startTestLogin.start(alias, token, context);
    for (const cookie of cookies) setCookie(reply, cookie.name, cookie.value, cookie);
    sendMessage(reply, message, 303);
  }
}

/** It takes none: no body, or `{}` from clients that send one with every POST. */
function refuseFields(body: unknown): void {
  if (Array.isArray(body) || (typeof body !== 'object' && body !== undefined))
    throw new Problem('request.invalid', 'The body must be one JSON object.');
  const fields = Object.keys(readForm(body));
  if (fields.length > 0)
    throw fieldProblem(fields.map((field) => ({ field, message: say`is not a field of this resource` })));
}
