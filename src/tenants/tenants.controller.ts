import { Body, Controller, Delete, Get, Headers, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../http/openapi-decorators';
import { Answers, AnswersList } from '../http/answers';
import { InTenant, Requires } from '../http/access';
import { Idempotent } from '../http/idempotent';
import type { TenantRef } from '../http/tenant-ref';
import { CREATED_HEADERS, RESOURCE_HEADERS, TakesIfMatch } from '../http/documented-headers';
import type { ListPage } from '../http/list-page';
import { toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import { JSON_TYPE, MERGE_PATCH_TYPE } from '../http/route-options';
import { Settings } from '../settings/settings';
import { isAlias } from './alias';
import { CreateTenant } from './create-tenant';
import { DeleteTenant } from './delete-tenant';
import { CreateTenantBody, TenantDto, TenantsQuery, UpdateTenantBody } from './tenant.dto';
import { tenantTag, toTenantDto } from './tenant-view';
import type { TenantWithDomains } from './tenants.repository';
import { TenantsService } from './tenants.service';
import { UpdateTenant } from './update-tenant';

const PATH = 'api/v1/tenants';

@ApiTags('Tenants')
@Controller(PATH)
export class TenantsController {
  constructor(
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
    private readonly createTenant: CreateTenant,
    private readonly updateTenant: UpdateTenant,
    private readonly deleteTenant: DeleteTenant,
  ) {}

  @Post()
  @Requires('platform.admin')
  @Idempotent()
  @ApiOperation({ summary: 'Make a tenant' })
  @ApiCreatedResponse({ type: TenantDto, headers: CREATED_HEADERS })
  @Answers('conflict')
  async create(
    @Body() { alias, ...wanted }: CreateTenantBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantDto> {
    const tenant = await this.createTenant.run(alias, wanted, context);
    reply.header('location', `/${PATH}/${alias}`);
    return this.answer(tenant, reply);
  }

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({ summary: 'All tenants, by alias' })
  @AnswersList(TenantDto)
  async list(@Query() query: TenantsQuery): Promise<ListPage<TenantDto>> {
    const page = toPageRequest(query, isAlias);
    const { items, nextCursor } = toListPage(
      await this.tenants.list(page, query.query),
      page.limit,
      ({ alias }) => alias,
    );
    return { items: items.map((tenant) => toTenantDto(tenant, this.settings.baseUrl)), nextCursor };
  }

  @Get(':alias')
  @Requires('viewer')
  @ApiOperation({ summary: 'One tenant' })
  @ApiOkResponse({ type: TenantDto, headers: RESOURCE_HEADERS })
  async get(
    @InTenant() { alias }: TenantRef,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantDto> {
    return this.answer(await this.tenants.require(alias), reply);
  }

  @Patch(':alias')
  @Requires('admin')
  @ApiOperation({ summary: 'Change a tenant, by JSON Merge Patch' })
  @TakesIfMatch()
  @ApiConsumes(JSON_TYPE, MERGE_PATCH_TYPE)
  @ApiOkResponse({ type: TenantDto, headers: RESOURCE_HEADERS })
  @Answers('conflict', 'precondition_failed')
  async update(
    @InTenant() tenant: TenantRef,
    @Body() patch: UpdateTenantBody,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantDto> {
    return this.answer(await this.updateTenant.run(tenant, patch, ifMatch, context), reply);
  }

  @Delete(':alias')
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: 'Delete a tenant and all that is its own, but for its audit trail' })
  @TakesIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Answers('precondition_failed')
  delete(
    @InTenant() tenant: TenantRef,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.deleteTenant.run(tenant, ifMatch, context);
  }

  private answer(tenant: TenantWithDomains, reply: FastifyReply): TenantDto {
    reply.header('etag', tenantTag(tenant));
    return toTenantDto(tenant, this.settings.baseUrl);
  }
}
