import { Body, Controller, Delete, Get, Headers, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Answers } from '../http/answers';
import { RESOURCE_HEADERS, TakesIfMatch } from '../http/documented-headers';
import { InTenant, Requires } from '../http/access';
import type { TenantRef } from '../http/tenant-ref';
import { Context, type RequestContext } from '../http/request';
import { AcceptsXml, Costly } from '../http/route-options';
import { Clock } from '../settings/clock';
import { DeleteIdpTrust } from './delete-idp-trust';
import { AnswersMetadata, AnswersTrustOrPreview, sendMetadata, TakesMetadata } from './documented-metadata';
import { toIdpTrustDto, toTrustPreviewDto, trustTag } from './idp-trust-view';
import { IdpTrustDto, PutIdpTrustBody, PutIdpTrustQuery } from './idp-trust.dto';
import { IdpTrustService } from './idp-trust.service';
import type { FoundTrust } from './idp-trusts.repository';
import { MetadataBodyPipe } from './metadata-body.pipe';
import { PutIdpTrust } from './put-idp-trust';
import { RefreshOnDemand } from './refresh-on-demand';
import type { TrustPreviewDto } from './trust-preview.dto';

@ApiTags('IdP trust')
@Controller('api/v1/tenants/:alias/idp')
export class IdpTrustController {
  constructor(
    private readonly trusts: IdpTrustService,
    private readonly putTrust: PutIdpTrust,
    private readonly deleteTrust: DeleteIdpTrust,
    private readonly refreshOnDemand: RefreshOnDemand,
    private readonly clock: Clock,
  ) {}

  @Put()
  @Requires('admin')
  @AcceptsXml()
  @ApiOperation({
    summary: "Set the tenant's IdP by its metadata: the XML itself, the XML in JSON, or its address",
  })
  @TakesIfMatch()
  @Costly()
  @TakesMetadata()
  @AnswersTrustOrPreview()
  @Answers('idp.metadata_invalid', 'idp.metadata_unreachable', 'precondition_failed')
  async put(
    @InTenant() tenant: TenantRef,
    @Body(MetadataBodyPipe) offered: Buffer | PutIdpTrustBody,
    @Query() { entityId, dryRun }: PutIdpTrustQuery,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdpTrustDto | TrustPreviewDto> {
    const offer = { offered, entityId, ifMatch };
    if (dryRun === 'true') {
      const { former, next } = await this.putTrust.preview(tenant, offer);
      return toTrustPreviewDto(former, next, this.clock.now());
    }
    return this.answer(await this.putTrust.run(tenant, offer, context), reply);
  }

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "The tenant's IdP" })
  @ApiOkResponse({ type: IdpTrustDto, headers: RESOURCE_HEADERS })
  @Answers('idp.not_configured')
  async get(
    @InTenant() tenant: TenantRef,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdpTrustDto> {
    return this.answer(await this.trusts.require(tenant), reply);
  }

  @Get('metadata')
  @Requires('viewer')
  @ApiOperation({ summary: "The IdP's metadata, byte for byte as it came" })
  @AnswersMetadata()
  @Answers('idp.not_configured')
  async getMetadata(
    @InTenant() tenant: TenantRef,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return sendMetadata(await this.trusts.requireMetadata(tenant), reply);
  }

  @Post('refresh')
  @HttpCode(200)
  @Requires('admin')
  @Costly()
  @ApiOperation({ summary: 'Fetch the metadata again from their address, now' })
  @ApiOkResponse({ type: IdpTrustDto, headers: RESOURCE_HEADERS })
  @Answers('idp.not_configured', 'conflict', 'idp.metadata_invalid', 'idp.metadata_unreachable')
  async refresh(
    @InTenant() tenant: TenantRef,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdpTrustDto> {
    return this.answer(await this.refreshOnDemand.run(tenant, context), reply);
  }

  @Delete()
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: "Take the tenant's IdP away: nobody signs in until another is set" })
  @TakesIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Answers('idp.not_configured', 'precondition_failed')
  delete(
    @InTenant() tenant: TenantRef,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.deleteTrust.run(tenant, ifMatch, context);
  }

  private answer(trust: FoundTrust, reply: FastifyReply): IdpTrustDto {
    reply.header('etag', trustTag(trust));
    return toIdpTrustDto(trust, this.clock.now());
  }
}
