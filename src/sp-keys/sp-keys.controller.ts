import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import { Idempotent } from '../http/idempotent';
import { Answers, AnswersList } from '../http/answers';
import { CREATED_HEADERS, RESOURCE_HEADERS, TakesIfMatch } from '../http/documented-headers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { isUuid } from '../secrets/ids';
import { CreateSpKey } from './create-sp-key';
import { DeleteSpKey } from './delete-sp-key';
import { PromoteSpKey } from './promote-sp-key';
import { spKeyNotFound } from './require-sp-key';
import { CreateSpKeyBody, SpKeyDto } from './sp-key.dto';
import { spKeyTag, toSpKeyDto } from './sp-key-view';
import { type PublicSpKey, SpKeysRepository } from './sp-keys.repository';

const isPosition = (key: string) => /^(encryption|signing)\.(current|next|previous)$/.test(key);

@ApiTags('SP keys')
@Controller('api/v1/tenants/:alias/sp/keys')
export class SpKeysController {
  constructor(
    private readonly keys: SpKeysRepository,
    private readonly createSpKey: CreateSpKey,
    private readonly promoteSpKey: PromoteSpKey,
    private readonly deleteSpKey: DeleteSpKey,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: "The tenant's own SAML keys, by purpose and status",
    description:
      'At most three a purpose. The current key of a purpose is made when it is first needed (by the SP metadata, a login, a `POST` here), and not by this call: before that there is none.',
  })
  @AnswersList(SpKeyDto)
  async list(@InTenant() tenant: TenantRef, @Query() query: ListQuery): Promise<ListPage<SpKeyDto>> {
    const page = toPageRequest(query, isPosition);
    const found = await this.keys.list(tenant.id, page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ use, status }) => `${use}.${status}`);
    return { items: items.map(toSpKeyDto), nextCursor };
  }

  @Post()
  @Requires('admin')
  @Idempotent()
  @ApiOperation({
    summary: 'Make the next key of a purpose, published in the SP metadata beside the current one',
    description:
      'The current key goes on signing, also where the two are of different kinds. An encryption key decrypts from now on; it is published unless `saml.assertionEncryption` is off.',
  })
  @ApiCreatedResponse({ type: SpKeyDto, headers: CREATED_HEADERS })
  @Answers('conflict')
  async create(
    @InTenant() tenant: TenantRef,
    @Body() wanted: CreateSpKeyBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpKeyDto> {
    const key = await this.createSpKey.run(tenant, wanted, context);
    reply.header('location', `/api/v1/tenants/${tenant.alias}/sp/keys/${key.id}`);
    return answer(key, reply);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiOperation({ summary: "One of the tenant's own SAML keys" })
  @ApiOkResponse({ type: SpKeyDto, headers: RESOURCE_HEADERS })
  @Answers('not_found')
  async get(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpKeyDto> {
    const key = isUuid(id) ? await this.keys.find(tenant.id, id) : null;
    if (!key) throw spKeyNotFound();
    return answer(key, reply);
  }

  @Post(':id/promote')
  @HttpCode(200)
  @Requires('admin')
  @ApiOperation({
    summary: 'Make the next key the current one, or take the previous one back',
    description:
      'The former current key becomes `previous`: no longer published, but an encryption key still decrypts; the one that was `previous` before is deleted. Promoting the `previous` key goes back: the former current key becomes `next` again, or `previous` where there is another `next`.',
  })
  @TakesIfMatch()
  @ApiOkResponse({ type: SpKeyDto, headers: RESOURCE_HEADERS })
  @Answers('not_found', 'conflict', 'precondition_failed')
  async promote(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpKeyDto> {
    return answer(await this.promoteSpKey.run(tenant, id, ifMatch, context), reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: 'Delete a next or previous key; nothing is decrypted with it from then on' })
  @TakesIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Answers('not_found', 'conflict', 'precondition_failed')
  delete(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.deleteSpKey.run(tenant, id, ifMatch, context);
  }
}

function answer(key: PublicSpKey, reply: FastifyReply): SpKeyDto {
  reply.header('etag', spKeyTag(key));
  return toSpKeyDto(key);
}
