import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import type { TenantRef } from '../../http/tenant-ref';
import { OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { FindSetupState } from './setup-state';
import { StepFrame } from './step-frame';

@ApiExcludeController()
@Controller('admin/tenants/:alias/setup')
export class SetupOverviewController {
  constructor(private readonly state: FindSetupState) {}

  @Get()
  @InConsole('setup')
  async overview(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { states } = await this.state.run(tenant);
    show(reply, screen, {
      title: screen.texts.setup.titleOf(tenant.alias),
      content: (
        <StepFrame screen={screen} alias={tenant.alias} states={states}>
          {null}
        </StepFrame>
      ),
    });
  }
}
