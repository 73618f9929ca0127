import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { CreateTestLogin, type TestLink } from '../../saml-login/test-login/create-test-login';
import { KeptTestReports } from '../../saml-login/test-login/kept-test-reports';
import { OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { FindSetupState } from './setup-state';
import { StepFrame } from './step-frame';
import { TestPage } from './test.page';

/** Step 5: a test login. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/setup/test')
export class SetupTestController {
  constructor(
    private readonly state: FindSetupState,
    private readonly createTest: CreateTestLogin,
    private readonly reports: KeptTestReports,
  ) {}

  @Get()
  @InConsole('setup')
  get(@InTenant() tenant: TenantRef, @OnScreen() screen: Screen, @Res() reply: FastifyReply): Promise<void> {
    return this.show(reply, screen, tenant);
  }

  @Post()
  @HttpCode(200)
  @InConsole('setup')
  @AcceptsForm()
  async make(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, screen, tenant, await this.createTest.run(tenant, context));
  }

  private async show(reply: FastifyReply, screen: Screen, tenant: TenantRef, link?: TestLink): Promise<void> {
    const [{ states, readiness }, kept] = await Promise.all([
      this.state.run(tenant),
      this.reports.find(tenant),
    ]);
    const { lastTest } = readiness;
    show(reply, screen, {
      title: screen.texts.setup.steps.test,
      content: (
        <StepFrame screen={screen} alias={tenant.alias} states={states} step="test">
          <TestPage
            screen={screen}
            alias={tenant.alias}
            hasTrust={readiness.trust !== null}
            lastTest={lastTest}
            report={kept?.testId === lastTest?.testId ? kept : null}
            link={link}
          />
        </StepFrame>
      ),
    });
  }
}
