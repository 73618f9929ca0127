import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Answers, AnswersList } from '../http/answers';
import { Requires } from '../http/access';
import { Idempotent } from '../http/idempotent';
import { CREATED_HEADERS, TakesIfMatch } from '../http/documented-headers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import { readInstant } from '../http/instant';
import { isUuid } from '../secrets/ids';
import { ApiTokenDto, CreateApiTokenBody, CreatedApiTokenDto } from './api-token.dto';
import { toApiTokenDto, toCreatedApiTokenDto, tokenTag } from './api-token-view';
import { ApiTokensRepository } from './api-tokens.repository';
import { CreateApiToken } from './create-api-token';
import { DeleteApiToken } from './delete-api-token';

const PATH = 'api/v1/api-tokens';

@ApiTags('API tokens')
@Controller(PATH)
export class ApiTokensController {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly createToken: CreateApiToken,
    private readonly deleteToken: DeleteApiToken,
  ) {}

  @Post()
  @Requires('platform.admin')
  @Idempotent()
  @ApiOperation({ summary: 'Make an API token; its secret is shown this once' })
  @ApiCreatedResponse({ type: CreatedApiTokenDto, headers: CREATED_HEADERS })
  @Answers('tenant.not_found')
  async create(
    @Body() body: CreateApiTokenBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedApiTokenDto> {
    const { name, role } = body;
    const wanted = {
      name,
      role,
      tenant: body.tenant ?? null,
      expiresAt: readInstant(body.expiresAt) ?? null,
    };
    const { token, secret } = await this.createToken.run(wanted, context);
    reply.header('location', `/${PATH}/${token.id}`).header('etag', tokenTag(token));
    return toCreatedApiTokenDto(token, secret);
  }

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({ summary: 'All API tokens, oldest first, without their secrets' })
  @AnswersList(ApiTokenDto)
  async list(@Query() query: ListQuery): Promise<ListPage<ApiTokenDto>> {
    const page = toPageRequest(query, isUuid);
    const { items, nextCursor } = toListPage(await this.tokens.list(page), page.limit, ({ id }) => id);
    return { items: items.map(toApiTokenDto), nextCursor };
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('platform.admin')
  @ApiOperation({ summary: 'Delete an API token; it is refused from then on' })
  @TakesIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Answers('not_found', 'precondition_failed')
  delete(
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.deleteToken.run(id, ifMatch, context);
  }
}
