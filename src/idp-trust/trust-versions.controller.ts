import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import { Answers, AnswersList } from '../http/answers';
import { RESOURCE_HEADERS, TakesIfMatch } from '../http/documented-headers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import { Costly } from '../http/route-options';
import type { TenantRef } from '../http/tenant-ref';
import { Clock } from '../settings/clock';
import { AnswersMetadata, sendMetadata } from './documented-metadata';
import { IdpTrustDto } from './idp-trust.dto';
import { toIdpTrustDto, trustTag } from './idp-trust-view';
import { toTrustVersionDto, TrustVersionDto } from './trust-version.dto';
import { TrustVersions } from './trust-versions.service';

const isNumber = (key: string) => /^[1-9]\d{0,8}$/.test(key);

@ApiTags('IdP trust')
@Controller('api/v1/tenants/:alias/idp/versions')
export class TrustVersionsController {
  constructor(
    private readonly versions: TrustVersions,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "What the tenant's trust is and was, newest first" })
  @AnswersList(TrustVersionDto)
  async list(@InTenant() tenant: TenantRef, @Query() query: ListQuery): Promise<ListPage<TrustVersionDto>> {
    const page = toPageRequest(query, isNumber);
    const found = await this.versions.list(tenant, page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ number }) => String(number));
    return { items: items.map(toTrustVersionDto), nextCursor };
  }

  @Get(':number/metadata')
  @Requires('viewer')
  @ApiOperation({ summary: "A version's metadata, byte for byte as they came" })
  @AnswersMetadata()
  @Answers('not_found')
  async getMetadata(
    @InTenant() tenant: TenantRef,
    @Param('number') number: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { metadata } = await this.versions.require(tenant, number);
    return sendMetadata(metadata, reply);
  }

  @Post(':number/restore')
  @HttpCode(200)
  @Requires('admin')
  @Costly()
  @ApiOperation({ summary: 'Trust again what an old version says: as an upload, which is not fetched again' })
  @TakesIfMatch()
  @ApiOkResponse({ type: IdpTrustDto, headers: RESOURCE_HEADERS })
  @Answers('not_found', 'idp.metadata_invalid', 'precondition_failed')
  async restore(
    @InTenant() tenant: TenantRef,
    @Param('number') number: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdpTrustDto> {
    const trust = await this.versions.restore(tenant, number, ifMatch, context);
    reply.header('etag', trustTag(trust));
    return toIdpTrustDto(trust, this.clock.now());
  }
}
