import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../http/openapi-decorators';
import { Public } from '../http/access';
import { setCookie } from '../http/cookies';
import { Context, type RamRequest, type RequestContext } from '../http/request';
import { AcceptsForm, AnswersPage, RateLimit } from '../http/route-options';
import { setSessionCookie } from '../sessions/session-cookie';
import { Settings } from '../settings/settings';
import { isAlias } from '../tenants/alias';
import { DocumentedAcs, DocumentedLogin } from './documented';
import { FinishLogin } from './finish-login';
import { readForm, readText } from './form-fields';
import { type CookieToSet, readLoginCookies, surplusLoginCookies } from './login-cookie';
import { sendMessage } from './send-message';
import { StartLogin } from './start-login';
import { AnswerTestLogin } from './test-login/answer-test-login';
import { sendReport } from './test-login/send-report';

@ApiTags('Browser')
@Controller('saml/:alias')
export class SamlLoginController {
  constructor(
    private readonly settings: Settings,
    private readonly startLogin: StartLogin,
    private readonly finishLogin: FinishLogin,
    private readonly answerTestLogin: AnswerTestLogin,
  ) {}

  @Get('login')
  @DocumentedLogin()
  @Public()
  @AnswersPage()
  @RateLimit('login-start')
  async start(
    @Param('alias') alias: string,
    @Query('RelayState') relayState: unknown,
    @Query('loginHint') loginHint: unknown,
    @Query('forceAuthn') forceAuthn: unknown,
    @Req() request: RamRequest,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isForced = forceAuthn === 'true';
    const wish = { relayState: readText(relayState), loginHint: readText(loginHint), isForced };
    const { message, cookies } = await this.startLogin.start(alias, wish, context);
    // Browsers send them to the ACS alone; what sends them here too is held to the bound at once.
    const surplus = surplusLoginCookies(readLoginCookies(request, this.settings.baseUrl), alias, 1);
    setCookies(reply, [...surplus, ...cookies]);
    sendMessage(reply, message, 302);
  }

  @Post('acs')
  @DocumentedAcs()
  @HttpCode(303)
  @Public()
  @AnswersPage()
  @AcceptsForm()
  @RateLimit('acs')
  async finish(
    @Param('alias') alias: string,
    @Body() body: unknown,
    @Req() request: RamRequest,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const cookies = readLoginCookies(request, this.settings.baseUrl);
    // Before anything can refuse, since it is here that browsers send them.
    if (isAlias(alias)) setCookies(reply, surplusLoginCookies(cookies, alias));
    const form = readForm(body);
    const posted = {
      samlResponse: readText(form.SAMLResponse) ?? '',
      isArtifact: 'SAMLart' in form,
      relayState: readText(form.RelayState),
      cookies,
    };
    const report = await this.answerTestLogin.answer(alias, posted, context);
    if (report) {
      sendReport(request, reply, report);
      return;
    }
    const { location, sessionCookie } = await this.finishLogin.finish(alias, posted, context);
    if (sessionCookie !== undefined) setSessionCookie(reply, sessionCookie, this.settings.baseUrl);
    void reply.redirect(location, 303);
  }
}

function setCookies(reply: FastifyReply, cookies: readonly CookieToSet[]): void {
  for (const cookie of cookies) setCookie(reply, cookie.name, cookie.value, cookie);
}
