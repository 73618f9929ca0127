import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { Settings } from '../../settings/settings';
import { isIdpProduct, SETUP_FORMS } from '../../sp-setup/idp-products';
import { SpSetup } from '../../sp-setup/sp-setup.service';
import { spIdentity } from '../../tenants/sp-identity';
import { UpdateTenantBody } from '../../tenants/tenant.dto';
import { TenantsService } from '../../tenants/tenants.service';
import { UpdateTenant } from '../../tenants/update-tenant';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { isKnownIdp } from './idp-instructions';
import { FindSetupState } from './setup-state';
import { type ReadySetup, SpPage } from './sp.page';
import { StepFrame, stepPath } from './step-frame';
import { say } from '../../sentences/sentence';

interface ShownSp {
  readonly screen: Screen;
  readonly tenant: TenantRef;
  readonly product: unknown;
  readonly domainForm?: FormState;
}

/** Step 2: our values for the IdP. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/setup/sp')
export class SetupSpController {
  constructor(
    private readonly settings: Settings,
    private readonly state: FindSetupState,
    private readonly tenants: TenantsService,
    private readonly updateTenant: UpdateTenant,
    private readonly setup: SpSetup,
  ) {}

  @Get()
  @InConsole('setup')
  get(
    @InTenant() tenant: TenantRef,
    @Query('product') product: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(reply, { screen, tenant, product });
  }

  @Get('files/:product')
  @InConsole('setup')
  async download(
    @InTenant() tenant: TenantRef,
    @Param('product') product: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ready = await this.readyFor(tenant, product);
    if (!ready) throw new Problem('not_found', say`There is no set-up of that name.`);
    void reply
      .header('content-disposition', `attachment; filename="${ready.fileName}"`)
      .type('text/plain; charset=utf-8')
      .send(ready.text);
  }

  @Post('domain')
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  async setDomain(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { domainAlias } = readFields(body);
    const changed = await attempt(async () => {
      const patch = await readBody(UpdateTenantBody, { domainAlias });
      return this.updateTenant.run(tenant, patch, undefined, context);
    });
    if (changed instanceof Problem) {
      const domainForm = new FormState({ domainAlias }, changed);
      await this.show(reply, { screen, tenant, product: undefined, domainForm });
    } else goOn(reply, stepPath(tenant.alias, 'sp'), 'domain-set');
  }

  private async show(reply: FastifyReply, { screen, tenant, product, domainForm }: ShownSp): Promise<void> {
    const { states } = await this.state.run(tenant);
    const { domains } = await this.tenants.require(tenant.alias);
    const idp = isKnownIdp(product) ? product : undefined;
    show(reply, screen, {
      title: screen.texts.setup.steps.sp,
      status: domainForm?.problem?.status ?? 200,
      content: (
        <StepFrame screen={screen} alias={tenant.alias} states={states} step="sp">
          <SpPage
            screen={screen}
            alias={tenant.alias}
            sp={spIdentity(this.settings.baseUrl, tenant.alias)}
            domains={domains.map(({ domain }) => domain)}
            hasNoDomain={domains.every(({ kind }) => kind === 'default')}
            domainForm={domainForm ?? new FormState()}
            idp={idp}
            ready={await this.readyFor(tenant, idp)}
          />
        </StepFrame>
      ),
    });
  }

  private async readyFor(tenant: TenantRef, product: string | undefined): Promise<ReadySetup | undefined> {
    if (product === undefined || !isIdpProduct(product)) return undefined;
    const { fileExtension, write } = SETUP_FORMS[product];
    return {
      fileName: `${tenant.alias}-${product}.${fileExtension}`,
      href: `${stepPath(tenant.alias, 'sp')}/files/${product}`,
      text: write(await this.setup.require(tenant)),
    };
  }
}
