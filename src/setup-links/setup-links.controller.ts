import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import { Idempotent } from '../http/idempotent';
import { Answers, AnswersList } from '../http/answers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { isUuid } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { CreateSetupLink } from './create-setup-link';
import { RevokeSetupLink } from './revoke-setup-link';
import {
  CreatedSetupLinkDto,
  CreateSetupLinkBody,
  SetupLinkDto,
  toCreatedSetupLinkDto,
  toSetupLinkDto,
} from './setup-link.dto';
import { SetupLinks } from './setup-links.service';

@ApiTags('Set-up links')
@Controller('api/v1/tenants/:alias/setup-links')
export class SetupLinksController {
  constructor(
    private readonly clock: Clock,
    private readonly links: SetupLinks,
    private readonly createLink: CreateSetupLink,
    private readonly revokeLink: RevokeSetupLink,
  ) {}

  @Post()
  @Requires('admin')
  @Idempotent()
  @ApiOperation({
    summary:
      "Make a link by which the customer's own administrator sets single sign-on up, in one browser and without an account; it is shown this once",
  })
  @ApiCreatedResponse({
    type: CreatedSetupLinkDto,
    headers: {
      Location: {
        description: 'Where the new resource is.',
        schema: { type: 'string', format: 'uri-reference' },
      },
    },
  })
  async create(
    @InTenant() tenant: TenantRef,
    @Body() body: CreateSetupLinkBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedSetupLinkDto> {
    const { link, url } = await this.createLink.run(tenant, body, context);
    reply.header('location', `/api/v1/tenants/${tenant.alias}/setup-links/${link.id}`);
    return toCreatedSetupLinkDto(link, url, this.clock.now());
  }

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "A tenant's set-up links, newest first, without their secrets" })
  @AnswersList(SetupLinkDto)
  async list(@InTenant() tenant: TenantRef, @Query() query: ListQuery): Promise<ListPage<SetupLinkDto>> {
    const page = toPageRequest(query, isUuid);
    const { items, nextCursor } = toListPage(await this.links.list(tenant, page), page.limit, ({ id }) => id);
    const now = this.clock.now();
    return { items: items.map((link) => toSetupLinkDto(link, now)), nextCursor };
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: 'Revoke a set-up link: it opens nothing any more, and what it opened is closed' })
  @ApiNoContentResponse({ description: 'It is revoked.' })
  @Answers('not_found')
  revoke(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.revokeLink.run(tenant, id, context);
  }
}
