import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../http/answers';
import { Public } from '../http/access';
import { readCookie } from '../http/cookies';
import { Problem } from '../http/problem';
import { type RamRequest, requestContext } from '../http/request';
import { RateLimit } from '../http/route-options';
import { Settings } from '../settings/settings';
import { sessionCookieName } from './session-cookie';
import { SignedInDto, toSignedInDto } from './session.dto';
import { SessionsService } from './sessions.service';

@ApiTags('Browser')
@Controller('session')
export class SessionController {
  constructor(
    private readonly settings: Settings,
    private readonly sessions: SessionsService,
  ) {}

  @Get()
  @Public()
  @RateLimit('session')
  @ApiOperation({ summary: 'Who is signed in, by the session cookie' })
  @ApiOkResponse({ type: SignedInDto })
  @Answers('auth.required', 'sso.network_forbidden', 'request.rate_limited')
  async get(@Req() request: RamRequest): Promise<SignedInDto> {
    const cookie = readCookie(request, sessionCookieName(this.settings.baseUrl));
    const found = cookie === undefined ? null : await this.sessions.find(cookie, requestContext(request).ip);
    if (found === 'outside_network') {
      throw new Problem(
        'sso.network_forbidden',
        'You are signed in, but the tenant does not accept sessions from this network.',
      );
    }
    if (!found)
      throw new Problem(
        'auth.required',
        'Nobody is signed in here, or the session has ended: sign in again.',
      );
    return toSignedInDto(found);
  }
}
