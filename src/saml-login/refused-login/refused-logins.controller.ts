import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '../../http/openapi-decorators';
import { InTenant, Requires } from '../../http/access';
import { Answers, AnswersList } from '../../http/answers';
import type { ListPage } from '../../http/list-page';
import { toListPage, toPageRequest } from '../../http/list-page.dto';
import { Context, type RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { isUuid } from '../../secrets/ids';
import { CheckRefusedLogin } from './check-refused-login';
import { RefusedLoginDto, RefusedLoginsQuery, toFilter, toRefusedLoginDto } from './refused-login.dto';
import { RefusedLogins } from './refused-logins.service';
import { CheckedLoginDto, toCheckedDto, toTraceDto, TraceDto } from './trace.dto';

const RequestId = () =>
  ApiParam({ name: 'requestId', description: "The id that the refused user's page shows." });

@ApiTags('Refused logins')
@Controller('api/v1/tenants/:alias/refused-logins')
export class RefusedLoginsController {
  constructor(
    private readonly refused: RefusedLogins,
    private readonly checkRefused: CheckRefusedLogin,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: 'The refused logins that are kept, newest first' })
  @AnswersList(RefusedLoginDto)
  async list(
    @InTenant() tenant: TenantRef,
    @Query() query: RefusedLoginsQuery,
  ): Promise<ListPage<RefusedLoginDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.refused.list(tenant, toFilter(query), page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ id }) => id);
    return { items: items.map(toRefusedLoginDto), nextCursor };
  }

  @Get(':requestId')
  @Requires('viewer')
  @ApiOperation({ summary: 'Why a login was refused: each check, what came, and what to change where' })
  @RequestId()
  @ApiOkResponse({ type: TraceDto })
  @Answers('not_found')
  async get(@InTenant() tenant: TenantRef, @Param('requestId') requestId: string): Promise<TraceDto> {
    return toTraceDto(await this.refused.require(tenant, requestId));
  }

  @Post(':requestId/check')
  @HttpCode(200)
  @Requires('viewer')
  @ApiOperation({ summary: 'Would it pass now? Nobody is signed in, and nothing is changed' })
  @RequestId()
  @ApiOkResponse({ type: CheckedLoginDto })
  @Answers('not_found')
  async check(
    @InTenant() tenant: TenantRef,
    @Param('requestId') requestId: string,
  ): Promise<CheckedLoginDto> {
    return toCheckedDto(await this.checkRefused.run(tenant, requestId));
  }

  @Delete(':requestId')
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: 'Delete what is kept of a refused login' })
  @RequestId()
  @ApiNoContentResponse()
  @Answers('not_found')
  async delete(
    @InTenant() tenant: TenantRef,
    @Param('requestId') requestId: string,
    @Context() context: RequestContext,
  ): Promise<void> {
    await this.refused.delete(tenant, requestId, context);
  }
}
