import { Controller, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { UpdateTenant } from '../../tenants/update-tenant';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { Confirmed, InConsole } from '../session/in-console';
import { stepPath } from './step-frame';
import { SwitchOffPage } from './switch-off.page';

/** Off: nobody signs in by the IdP any more, so that whoever says it is asked again who he is. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/setup/switch/off')
export class SwitchOffController {
  constructor(private readonly updateTenant: UpdateTenant) {}

  @Get()
  @InConsole('admin')
  @Confirmed()
  ask(@InTenant() { alias }: TenantRef, @OnScreen() screen: Screen, @Res() reply: FastifyReply): void {
    const content = <SwitchOffPage screen={screen} alias={alias} />;
    show(reply, screen, { title: screen.texts.setup.switch.offTitle(alias), content });
  }

  @Post()
  @InConsole('admin')
  @Confirmed()
  @AcceptsForm()
  async switchOff(
    @InTenant() tenant: TenantRef,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.updateTenant.run(tenant, { ssoEnabled: false }, undefined, context);
    goOn(reply, stepPath(tenant.alias, 'switch'), 'switched-off');
  }
}
