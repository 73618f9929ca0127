import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiSeeOtherResponse,
  ApiTags,
} from '../http/openapi-decorators';
import { signedOutPage, signInPage } from '../html/sign-in-page';
import { Public } from '../http/access';
import { Answers } from '../http/answers';
import type { RamRequest } from '../http/request';
import { AnswersPage, RateLimit } from '../http/route-options';
import { takeSignedOutNote } from '../sessions/signed-out-note';
import { Settings } from '../settings/settings';
import { LoginAddress } from './login-address';
import { sendPage } from '../http/send-page';

@ApiTags('Browser')
@Controller()
export class SignInController {
  constructor(
    private readonly settings: Settings,
    private readonly loginAddress: LoginAddress,
  ) {}

  @Get('/')
  @Public()
  @AnswersPage()
  @RateLimit('login-start')
  @ApiQuery({
    name: 'login',
    required: false,
    type: String,
    description: 'A logon name or a tenant’s alias.',
  })
  @ApiQuery({ name: 'RelayState', required: false, type: String })
  @ApiProduces('text/html')
  @ApiOperation({ summary: 'The sign-in page, and from it to a tenant’s login' })
  @ApiOkResponse({ description: 'The sign-in page.' })
  @ApiSeeOtherResponse({ description: 'To the login of the tenant that `login` names.' })
  @Answers('tenant.not_found', 'request.rate_limited')
  async signIn(
    @Query('login') login: unknown,
    @Query('RelayState') relayState: unknown,
    @Req() request: RamRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const target = textOf(relayState);
    const entered = textOf(login)?.trim();
    if (entered) {
      void reply.redirect(await this.loginAddress.require(entered, target), 303);
      return;
    }
    const form = { relayState: target, domainSuffix: this.settings.defaultDomainSuffix };
    const signedOut = takeSignedOutNote(request, reply, this.settings.baseUrl);
    sendPage(reply, signedOut ? signedOutPage(form, signedOut) : signInPage(form));
  }
}

/** A parameter given twice is a list; the first is meant as much as the last. */
function textOf(parameter: unknown): string | undefined {
  const first: unknown = Array.isArray(parameter) ? parameter[0] : parameter;
  return typeof first === 'string' && first !== '' ? first : undefined;
}
