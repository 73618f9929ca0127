import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Answers, AnswersList } from '../http/answers';
import { InTenant, Requires } from '../http/access';
import type { TenantRef } from '../http/tenant-ref';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import { isUuid } from '../secrets/ids';
import { EndUserSessions } from './end-user-sessions';
import { SessionDto, toSessionDto } from './session.dto';
import { SessionsService } from './sessions.service';

@ApiTags('Sessions')
@Controller('api/v1/tenants/:alias')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly endUserSessions: EndUserSessions,
  ) {}

  @Get('sessions')
  @Requires('viewer')
  @ApiOperation({ summary: 'Who is signed in, newest first' })
  @AnswersList(SessionDto)
  async list(@InTenant() tenant: TenantRef, @Query() query: ListQuery): Promise<ListPage<SessionDto>> {
    const page = toPageRequest(query, isUuid);
    const { items, nextCursor } = toListPage(
      await this.sessions.list(tenant.id, page),
      page.limit,
      ({ id }) => id,
    );
    return { items: items.map(toSessionDto), nextCursor };
  }

  @Delete('users/:userName/sessions')
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: 'Sign a user out everywhere' })
  @ApiNoContentResponse({ description: 'He is signed out.' })
  @Answers('user.not_found')
  endAll(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.endUserSessions.run(tenant, userName, context);
  }
}
