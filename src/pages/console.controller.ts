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
import { landingPage } from '../html/landing-page';
import { Public } from '../http/access';
import { Answers } from '../http/answers';
import type { RamRequest } from '../http/request';
import { AnswersPage, RateLimit } from '../http/route-options';
import { type SignedIn, SessionsService } from '../sessions/sessions.service';
import { Settings } from '../settings/settings';
import { LoginAddress } from './login-address';
import { sendPage } from '../http/send-page';

@ApiTags('Browser')
@Controller()
export class ConsoleController {
  constructor(
    private readonly settings: Settings,
    private readonly sessions: SessionsService,
    private readonly loginAddress: LoginAddress,
  ) {}

  @Get('/console')
  @Public()
  @AnswersPage()
  @RateLimit('session')
  @ApiQuery({ name: 'tenant', required: false, type: String, description: 'Where to sign in if nobody is.' })
  @ApiProduces('text/html')
  @ApiOperation({ summary: 'The landing page of whoever is signed in' })
  @ApiOkResponse({ description: 'Who is signed in, until when, and the way out.' })
  @ApiSeeOtherResponse({ description: 'To the tenant’s login, or to `/`: nobody is signed in.' })
  @Answers('sso.network_forbidden', 'request.rate_limited')
  async land(
    @Query('tenant') tenant: unknown,
    @Req() request: RamRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signedIn = await this.sessions.findOf(request);
    if (signedIn) sendPage(reply, writeLanding(signedIn));
    else void reply.redirect(await this.signInAddress(tenant), 303);
  }

  /** This page is where a login lands anyway, unless the console is elsewhere: then the login is told to come back here. */
  private async signInAddress(tenant: unknown): Promise<string> {
    const here = `${this.settings.baseUrl}/console`;
    const relayState = this.settings.consoleUrl === here ? undefined : here;
    const isAlias = typeof tenant === 'string' && !tenant.includes('@');
    const login = isAlias ? await this.loginAddress.find(tenant, relayState) : undefined;
    return login ?? `${this.settings.baseUrl}/`;
  }
}

function writeLanding({ tenantAlias, user, expiresAt, authnInstant }: SignedIn) {
  const { displayName, userPrincipalName } = user;
  return landingPage({
    displayName,
    userPrincipalName,
    tenant: tenantAlias,
    expiresAt,
    authnInstant,
    signOutAction: '/logout',
  });
}
