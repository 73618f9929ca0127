import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Answers } from '../http/answers';
import { Public } from '../http/access';
import { Problem } from '../http/problem';
import type { RamRequest } from '../http/request';
import { RateLimit } from '../http/route-options';
import { SignedInDto, toSignedInDto } from './session.dto';
import { SessionsService } from './sessions.service';

@ApiTags('Browser')
@Controller('session')
export class SessionController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @Public()
  @RateLimit('session')
  @ApiOperation({ summary: 'Who is signed in, by the session cookie' })
  @ApiOkResponse({ type: SignedInDto })
  @Answers('auth.required', 'sso.network_forbidden', 'request.rate_limited')
  async get(@Req() request: RamRequest): Promise<SignedInDto> {
    const found = await this.sessions.findOf(request);
    if (found) return toSignedInDto(found);
    const nobody = 'Nobody is signed in here, or the session has ended: sign in again.';
    throw this.sessions.countMiss(request) ?? new Problem('auth.required', nobody);
  }
}
