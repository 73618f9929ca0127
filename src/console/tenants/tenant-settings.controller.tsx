import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { fieldProblem } from '../../http/field-problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import { DeleteTenant } from '../../tenants/delete-tenant';
import { UpdateTenantBody } from '../../tenants/tenant.dto';
import { tenantTag, toTenantDto } from '../../tenants/tenant-view';
import { TenantsService } from '../../tenants/tenants.service';
import { UpdateTenant } from '../../tenants/update-tenant';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { Confirmed, InConsole, Viewer } from '../session/in-console';
import type { ConsoleViewer } from '../session/standing';
import { DeleteTenantPage } from './delete-tenant.page';
import { fieldsOf, toTenantPatch } from './tenant-form';
import { TenantSettingsPage } from './tenant-settings.page';
import { say } from '../../sentences/sentence';

/** What is set of one tenant, and its end. */
@ApiExcludeController()
@Controller('admin/tenants/:alias')
export class TenantSettingsController {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly tenants: TenantsService,
    private readonly updateTenant: UpdateTenant,
    private readonly deleteTenant: DeleteTenant,
  ) {}

  @Get('settings')
  @InConsole('viewer')
  async showSettings(
    @InTenant() { alias }: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stored = await this.tenants.require(alias);
    const tenant = toTenantDto(stored, this.settings.baseUrl);
    const form = new FormState(fieldsOf(tenant));
    const props = { screen, tenant, tag: tenantTag(stored), form, now: this.clock.now() };
    const content = <TenantSettingsPage {...props} />;
    show(reply, screen, { title: screen.texts.tenants.settingsOf(alias), content });
  }

  @Post('settings')
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  async change(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { tag, ...fields } = readFields(body);
    const changed = await attempt(async () => {
      const patch = await readBody(UpdateTenantBody, toTenantPatch(fields));
      return this.updateTenant.run(tenant, patch, tag, context);
    });
    if ('alias' in changed) {
      goOn(reply, tenantPath(tenant.alias, '/settings'), 'saved');
      return;
    }
    const shown = toTenantDto(await this.tenants.require(tenant.alias), this.settings.baseUrl);
    const form = new FormState(fields, changed);
    const props = { screen, tenant: shown, tag: tag ?? '', form, now: this.clock.now() };
    const content = <TenantSettingsPage {...props} />;
    show(reply, screen, {
      title: screen.texts.tenants.settingsOf(tenant.alias),
      status: changed.status,
      content,
    });
  }

  @Get('delete')
  @InConsole('admin')
  @Confirmed()
  askToDelete(
    @InTenant() { alias }: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): void {
    this.showDeletion(reply, screen, alias, new FormState());
  }

  @Post('delete')
  @HttpCode(200)
  @InConsole('admin')
  @Confirmed()
  @AcceptsForm()
  async delete(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = readFields(body);
    if (fields.alias !== tenant.alias) {
      const problem = fieldProblem([{ field: 'alias', message: say`${screen.texts.tenants.deleteWrong}` }]);
      this.showDeletion(reply, screen, tenant.alias, new FormState(fields, problem));
      return;
    }
    await this.deleteTenant.run(tenant, undefined, context);
    // Of an administrator of the tenant, the session went with it.
    goOn(reply, viewer.tenant === null ? '/admin/tenants' : '/admin/sign-in', 'deleted');
  }

  private showDeletion(reply: FastifyReply, screen: Screen, alias: string, form: FormState): void {
    const content = <DeleteTenantPage screen={screen} alias={alias} form={form} />;
    show(reply, screen, {
      title: screen.texts.tenants.deleteTitle(alias),
      status: form.problem?.status,
      content,
    });
  }
}
