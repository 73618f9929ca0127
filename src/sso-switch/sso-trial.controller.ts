import { Controller, Delete, Get, HttpCode, Post, Res } from '@nestjs/common';
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
import { Answers } from '../http/answers';
import { Context, type RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { spIdentity } from '../tenants/sp-identity';
import { isTrialRunning } from '../tenants/sso-trial';
import { noTrial, SsoTrials } from '../tenants/sso-trials.service';
import { TenantsService } from '../tenants/tenants.service';
import { SsoTrialDto } from './sso-trial.dto';
import { StartSsoTrial } from './start-sso-trial';

@ApiTags('Tenants')
@Controller('api/v1/tenants/:alias/sso/trial')
export class SsoTrialController {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly tenants: TenantsService,
    private readonly startTrial: StartSsoTrial,
    private readonly trials: SsoTrials,
  ) {}

  @Post()
  @Requires('admin')
  @Idempotent()
  @ApiOperation({
    summary:
      'Switch single sign-on on for ten minutes: the first login through it makes that last, else it goes back by itself',
  })
  @ApiCreatedResponse({
    type: SsoTrialDto,
    headers: { Location: { description: 'The trial.', schema: { type: 'string', format: 'uri-reference' } } },
  })
  @Answers('idp.not_configured', 'conflict')
  async start(
    @InTenant() tenant: TenantRef,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SsoTrialDto> {
    const endsAt = await this.startTrial.run(tenant, context);
    reply.header('location', `/api/v1/tenants/${tenant.alias}/sso/trial`);
    return this.answer(tenant, endsAt);
  }

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: 'The trial of single sign-on that is running' })
  @ApiOkResponse({ type: SsoTrialDto })
  @Answers('not_found')
  async get(@InTenant() tenant: TenantRef): Promise<SsoTrialDto> {
    const { ssoTrialEndsAt } = await this.tenants.require(tenant.alias);
    if (ssoTrialEndsAt && isTrialRunning({ ssoTrialEndsAt }, this.clock.now()))
      return this.answer(tenant, ssoTrialEndsAt);
    throw noTrial(tenant.alias);
  }

  @Delete()
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: 'End the trial before its time: single sign-on is off again; sessions stay' })
  @ApiNoContentResponse({ description: 'It is off.' })
  @Answers('not_found')
  end(@InTenant() tenant: TenantRef, @Context() context: RequestContext): Promise<void> {
    return this.trials.end(tenant, context);
  }

  private answer({ alias }: TenantRef, endsAt: Date): SsoTrialDto {
    return { endsAt: endsAt.toISOString(), loginUrl: spIdentity(this.settings.baseUrl, alias).loginUrl };
  }
}
