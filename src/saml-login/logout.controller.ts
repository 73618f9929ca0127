import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../http/openapi-decorators';
import { Public } from '../http/access';
import { readCookie } from '../http/cookies';
import { Context, type RamRequest, type RequestContext } from '../http/request';
import { AcceptsForm, AnswersPage, RateLimit } from '../http/route-options';
import { clearSessionCookie, sessionCookieName } from '../sessions/session-cookie';
import { leaveSignedOutNote } from '../sessions/signed-out-note';
import { Settings } from '../settings/settings';
import { AnswerLogout, type SloAnswer, type SloMessage } from './answer-logout';
import { DocumentedLogout, DocumentedSlo } from './documented';
import { readForm, readText } from './form-fields';
import { checkOwnOrigin } from './own-origin';
import { sendMessage } from './send-message';
import { StartLogout } from './start-logout';

@ApiTags('Browser')
@Controller()
export class LogoutController {
  constructor(
    private readonly settings: Settings,
    private readonly startLogout: StartLogout,
    private readonly answerLogout: AnswerLogout,
  ) {}

  @Post('logout')
  @DocumentedLogout()
  @HttpCode(200)
  @Public()
  @AnswersPage()
  @AcceptsForm()
  @RateLimit('session')
  async start(
    @Req() request: RamRequest,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { baseUrl } = this.settings;
    checkOwnOrigin(request, baseUrl);
    const cookie = readCookie(request, sessionCookieName(baseUrl));
    const message = await this.startLogout.start(cookie, context);
    if (cookie !== undefined) {
      clearSessionCookie(reply, baseUrl);
      leaveSignedOutNote(reply, baseUrl, 'here');
    }
    if (message) sendMessage(reply, message, 303);
    else void reply.redirect(`${baseUrl}/`, 303);
  }

  @Get('saml/:alias/slo')
  @DocumentedSlo('redirect')
  @Public()
  @AnswersPage()
  @RateLimit('acs')
  async receiveByRedirect(
    @Param('alias') alias: string,
    @Req() request: RamRequest,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = request.raw.url?.split('?').slice(1).join('?') ?? '';
    this.send(reply, await this.answerLogout.answer(alias, { binding: 'redirect', query }, context));
  }

  @Post('saml/:alias/slo')
  @DocumentedSlo('post')
  @HttpCode(200)
  @Public()
  @AnswersPage()
  @AcceptsForm()
  @RateLimit('acs')
  async receiveByPost(
    @Param('alias') alias: string,
    @Body() body: unknown,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = readForm(body);
    const message: SloMessage = {
      binding: 'post',
      samlRequest: readText(form.SAMLRequest),
      samlResponse: readText(form.SAMLResponse),
      relayState: readText(form.RelayState),
    };
    this.send(reply, await this.answerLogout.answer(alias, message, context));
  }

  private send(reply: FastifyReply, answer: SloAnswer): void {
    const { baseUrl } = this.settings;
    if (answer.kind === 'respond') {
      sendMessage(reply, answer.message, 302, [answer.idpOrigin]);
      return;
    }
    if (answer.isSignedOutThere) leaveSignedOutNote(reply, baseUrl, 'everywhere');
    void reply.redirect(`${baseUrl}/`, 303);
  }
}
