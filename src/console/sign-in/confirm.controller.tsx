import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import type { Problem } from '../../http/problem';
import { Context, type RamRequest, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import { SessionsService } from '../../sessions/sessions.service';
import { Settings } from '../../settings/settings';
import { spIdentity } from '../../tenants/sp-identity';
import { attempt, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { ConsoleSessions } from '../session/console-sessions.service';
import { Credentials } from '../session/credentials';
import { InConsole, Viewer } from '../session/in-console';
import { type ConsoleViewer, isSamePerson } from '../session/standing';
import { ConfirmPage } from './confirm.page';
import { nextPage } from './next-page';

interface Question {
  readonly screen: Screen;
  readonly viewer: ConsoleViewer;
  readonly next: string;
  readonly refused?: 'other-token' | 'not-again' | Problem;
}

/** Before what is dangerous, a viewer shows again that it is he: by his token, or at his IdP. */
@ApiExcludeController()
@Controller('admin')
export class ConfirmController {
  constructor(
    private readonly settings: Settings,
    private readonly consoleSessions: ConsoleSessions,
    private readonly credentials: Credentials,
    private readonly sessions: SessionsService,
  ) {}

  @Get('confirm')
  @InConsole('anyone')
  ask(
    @Query('next') next: unknown,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Res() reply: FastifyReply,
  ): void {
    this.showQuestion(reply, { screen, viewer, next: nextPage(next) });
  }

  @Post('confirm')
  @HttpCode(200)
  @InConsole('anyone')
  @AcceptsForm()
  async answer(
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { token = '', next } = readFields(body);
    const shown = await attempt(() => this.credentials.ofToken(token, context.ip));
    const question = { screen, viewer, next: nextPage(next) };
    if ('code' in shown) this.showQuestion(reply, { ...question, refused: refusalOf(shown) });
    else if (shown.credential !== viewer.credential)
      this.showQuestion(reply, { ...question, refused: 'other-token' });
    else {
      await this.consoleSessions.confirm(viewer, shown);
      goOn(reply, nextPage(next), 'confirmed');
    }
  }

  /** Where the sign-in at the IdP ends that `GET confirm` leads to. */
  @Get('confirmed')
  @InConsole('anyone')
  async comeBack(
    @Query('next') next: unknown,
    @Req() request: RamRequest,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signedIn = await this.sessions.findOf(request);
    const shown = signedIn && (await this.credentials.ofSignedIn(signedIn));
    const isRecent = this.consoleSessions.isRecent(shown?.shownAt);
    if (!shown || !isSamePerson(shown.standing, viewer) || !isRecent) {
      this.showQuestion(reply, { screen, viewer, next: nextPage(next), refused: 'not-again' });
      return;
    }
    await this.consoleSessions.confirm(viewer, shown);
    goOn(reply, nextPage(next), 'confirmed');
  }

  private showQuestion(reply: FastifyReply, { screen, viewer, next, refused }: Question): void {
    show(reply, screen, {
      title: screen.texts.signIn.confirmTitle,
      status: refused === undefined ? 200 : 403,
      content: (
        <ConfirmPage
          screen={screen}
          next={next}
          loginAddress={this.loginAddress(viewer, next)}
          refused={refused}
        />
      ),
    });
  }

  private loginAddress({ kind, tenant }: ConsoleViewer, next: string): string | undefined {
    if (kind !== 'ram-session' || !tenant) return undefined;
    const address = new URL(spIdentity(this.settings.baseUrl, tenant.alias).loginUrl);
    address.searchParams.set('forceAuthn', 'true');
    address.searchParams.set('RelayState', `/admin/confirmed?next=${encodeURIComponent(next)}`);
    return address.href;
  }
}

function refusalOf(problem: Problem): 'other-token' | Problem {
  return problem.code === 'auth.required' ? 'other-token' : problem;
}
