import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { CreateSpKey } from '../../sp-keys/create-sp-key';
import { DeleteSpKey } from '../../sp-keys/delete-sp-key';
import { PromoteSpKey } from '../../sp-keys/promote-sp-key';
import { CreateSpKeyBody } from '../../sp-keys/sp-key.dto';
import { toSpKeyDto } from '../../sp-keys/sp-key-view';
import { SpKeys } from '../../sp-keys/sp-keys.service';
import { attempt, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { Confirmed, InConsole } from '../session/in-console';
import type { DoneWord } from '../texts/texts';
import { SpKeysPage } from './sp-keys.page';

@ApiExcludeController()
@Controller('admin/tenants/:alias/keys')
export class SpKeyPagesController {
  constructor(
    private readonly keys: SpKeys,
    private readonly createSpKey: CreateSpKey,
    private readonly promoteSpKey: PromoteSpKey,
    private readonly deleteSpKey: DeleteSpKey,
  ) {}

  @Get()
  @InConsole('viewer')
  async list(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.showKeys(reply, screen, tenant);
  }

  @Post()
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  async create(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const created = await attempt(async () => {
      const wanted = await readBody(CreateSpKeyBody, readFields(body));
      return this.createSpKey.run(tenant, wanted, context);
    });
    await this.finish(reply, screen, tenant, created, 'created');
  }

  @Post(':id/promote')
  @HttpCode(200)
  @InConsole('admin')
  @Confirmed()
  @AcceptsForm()
  async promote(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const promoted = await attempt(() => this.promoteSpKey.run(tenant, id, undefined, context));
    await this.finish(reply, screen, tenant, promoted, 'saved');
  }

  @Post(':id/delete')
  @HttpCode(200)
  @InConsole('admin')
  @Confirmed()
  @AcceptsForm()
  async delete(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const deleted = await attempt(() => this.deleteSpKey.run(tenant, id, undefined, context));
    await this.finish(reply, screen, tenant, deleted, 'deleted');
  }

  private async finish(
    reply: FastifyReply,
    screen: Screen,
    tenant: TenantRef,
    outcome: unknown,
    done: DoneWord,
  ): Promise<void> {
    if (outcome instanceof Problem) await this.showKeys(reply, screen, tenant, outcome);
    else goOn(reply, tenantPath(tenant.alias, '/keys'), done);
  }

  private async showKeys(
    reply: FastifyReply,
    screen: Screen,
    tenant: TenantRef,
    problem?: Problem,
  ): Promise<void> {
    const { alias } = tenant;
    const keys = (await this.keys.listAll(tenant)).map(toSpKeyDto);
    const content = <SpKeysPage screen={screen} alias={alias} keys={keys} problem={problem} />;
    show(reply, screen, { title: screen.texts.spKeys.titleOf(alias), status: problem?.status, content });
  }
}
