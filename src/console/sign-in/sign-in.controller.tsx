import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import type { Problem } from '../../http/problem';
import { Context, type RamRequest, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import { SessionsService } from '../../sessions/sessions.service';
import { Settings } from '../../settings/settings';
import { attempt, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { clearConsoleCookie, setConsoleCookie } from '../session/console-cookie';
import { ConsoleSessions } from '../session/console-sessions.service';
import { type Credential, Credentials } from '../session/credentials';
import { InConsole, viewerOf } from '../session/in-console';
import { isSamePerson } from '../session/standing';
import { isLanguage, rememberLanguage } from '../texts/language';
import { EnterPage } from './enter.page';
import { nextPage } from './next-page';
import { SignInPage } from './sign-in.page';

interface Asked {
  readonly request: RamRequest;
  readonly screen: Screen;
  /** Where the browser goes on to. */
  readonly next: string;
  /** The credential that he agreed to enter with. */
  readonly as?: string | undefined;
}

@ApiExcludeController()
@Controller('admin')
export class SignInToConsoleController {
  constructor(
    private readonly settings: Settings,
    private readonly consoleSessions: ConsoleSessions,
    private readonly credentials: Credentials,
    private readonly sessions: SessionsService,
  ) {}

  @Get('sign-in')
  @InConsole('public')
  async ask(
    @Query('next') next: unknown,
    @Req() request: RamRequest,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (screen.viewer) goOn(reply, nextPage(next));
    else await this.showForm(reply, { request, screen, next: nextPage(next) });
  }

  @Post('sign-in')
  @HttpCode(200)
  @InConsole('public')
  @AcceptsForm()
  async signIn(
    @Body() body: unknown,
    @Req() request: RamRequest,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { token = '', next } = readFields(body);
    const entered = await attempt(() => this.credentials.ofToken(token, context.ip));
    if ('code' in entered) {
      await this.showForm(reply, { request, screen, next: nextPage(next), problem: entered });
      return;
    }
    await this.open(reply, entered, context);
    goOn(reply, nextPage(next));
  }

  /** Where a sign-in at the IdP ends that was begun for the console. */
  @Get('enter')
  @InConsole('public')
  async enter(
    @Query('next') next: unknown,
    @Req() request: RamRequest,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.enterSignedIn(reply, { request, screen, next: nextPage(next) }, context);
  }

  /** The answer of whoever was asked there whether he takes another's place. */
  @Post('enter')
  @HttpCode(200)
  @InConsole('anyone')
  @AcceptsForm()
  async enterInPlace(
    @Body() body: unknown,
    @Req() request: RamRequest,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { as, next } = readFields(body);
    await this.enterSignedIn(reply, { request, screen, next: nextPage(next), as }, context);
  }

  @Post('sign-out')
  @InConsole('anyone')
  @AcceptsForm()
  async signOut(
    @Req() request: RamRequest,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.consoleSessions.end(viewerOf(request), context);
    clearConsoleCookie(reply, this.settings.baseUrl);
    goOn(reply, '/admin/sign-in', 'signed-out');
  }

  @Get('language')
  @InConsole('public')
  switchLanguage(@Query('to') to: unknown, @Query('next') next: unknown, @Res() reply: FastifyReply): void {
    if (isLanguage(to)) rememberLanguage(reply, to, this.settings.baseUrl);
    const isSignIn = typeof next === 'string' && /^\/admin\/sign-in(\?|$)/.test(next);
    goOn(reply, isSignIn ? '/admin/sign-in' : nextPage(next));
  }

  private async enterSignedIn(reply: FastifyReply, asked: Asked, context: RequestContext): Promise<void> {
    const { request, screen, next, as } = asked;
    const signedIn = await this.sessions.findOf(request);
    const entered = signedIn && (await this.credentials.ofSignedIn(signedIn));
    if (!entered) {
      await this.showForm(reply, asked);
      return;
    }
    const { viewer } = screen;
    if (viewer && as !== entered.credential && !isSamePerson(viewer, entered.standing)) {
      const name = signedIn.user.userPrincipalName;
      const props = { screen, viewer, name, credential: entered.credential, next };
      show(reply, screen, { title: screen.texts.signIn.title, content: <EnterPage {...props} /> });
      return;
    }
    if (viewer?.credential !== entered.credential) await this.open(reply, entered, context);
    goOn(reply, next);
  }

  private async open(reply: FastifyReply, entered: Credential, context: RequestContext): Promise<void> {
    setConsoleCookie(reply, await this.consoleSessions.open(entered, context), this.settings.baseUrl);
  }

  private async showForm(
    reply: FastifyReply,
    { request, screen, next, problem }: Asked & { readonly problem?: Problem },
  ): Promise<void> {
    const signedIn = await this.sessions.findOf(request);
    const name = signedIn?.user.userPrincipalName ?? '';
    const known = signedIn && { name, mayEnter: (await this.credentials.ofSignedIn(signedIn)) !== null };
    show(reply, screen, {
      title: screen.texts.signIn.title,
      status: problem?.status ?? 200,
      leadsAway: true,
      content: <SignInPage screen={screen} next={next} signedIn={known ?? undefined} problem={problem} />,
    });
  }
}
