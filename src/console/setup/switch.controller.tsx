import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { fieldProblem } from '../../http/field-problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import { StartSsoTrial } from '../../sso-switch/start-sso-trial';
import { spIdentity } from '../../tenants/sp-identity';
import { isSsoOn, isTrialRunning } from '../../tenants/sso-trial';
import { SsoTrials } from '../../tenants/sso-trials.service';
import { TenantsService } from '../../tenants/tenants.service';
import { UpdateTenant } from '../../tenants/update-tenant';
import { readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show, showPart } from '../screen/show';
import { InConsole } from '../session/in-console';
import type { DoneWord } from '../texts/texts';
import { FindSetupState } from './setup-state';
import { StepFrame, stepPath } from './step-frame';
import { Countdown, SwitchPage } from './switch.page';
import { say } from '../../sentences/sentence';

/** How often a page without script looks whether the trial was confirmed. */
const RELOAD_SECONDS = 15;

/** Step 6: single sign-on is switched on, for a trial first. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/setup/switch')
export class SetupSwitchController {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly state: FindSetupState,
    private readonly tenants: TenantsService,
    private readonly startTrial: StartSsoTrial,
    private readonly trials: SsoTrials,
    private readonly updateTenant: UpdateTenant,
  ) {}

  @Get()
  @InConsole('admin')
  async get(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { alias } = tenant;
    const { states, readiness } = await this.state.run(tenant);
    const now = this.clock.now();
    const isTrial = isTrialRunning(readiness, now);
    const { loginUrl } = spIdentity(this.settings.baseUrl, alias);
    const props = { screen, alias, readiness, loginUrl, now, isTrial, isOn: isSsoOn(readiness, now) };
    show(reply, screen, {
      title: screen.texts.setup.steps.switch,
      ...(isTrial ? { reloadSeconds: RELOAD_SECONDS } : {}),
      content: (
        <StepFrame screen={screen} alias={alias} states={states} step="switch">
          <SwitchPage {...props} />
        </StepFrame>
      ),
    });
  }

  /** The part that counts; once it is over, the whole page is to be read anew. */
  @Get('countdown')
  @InConsole('admin')
  async countdown(
    @InTenant() { alias }: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { ssoTrialEndsAt } = await this.tenants.require(alias);
    const now = this.clock.now();
    if (ssoTrialEndsAt && isTrialRunning({ ssoTrialEndsAt }, now))
      showPart(reply, <Countdown screen={screen} alias={alias} endsAt={ssoTrialEndsAt} now={now} />);
    else void reply.code(204).header('hx-redirect', stepPath(alias, 'switch')).send();
  }

  @Post()
  @InConsole('admin')
  @AcceptsForm()
  async turn(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const done = await this.turnTo(readFields(body).to, tenant, context);
    goOn(reply, stepPath(tenant.alias, 'switch'), done);
  }

  private async turnTo(
    to: string | undefined,
    tenant: TenantRef,
    context: RequestContext,
  ): Promise<DoneWord> {
    switch (to) {
      case 'trial':
        await this.startTrial.run(tenant, context);
        return 'trial-started';
      case 'end':
        await this.trials.end(tenant, context);
        return 'trial-ended';
      case 'on':
        await this.updateTenant.run(tenant, { ssoEnabled: true }, undefined, context);
        return 'switched-on';
      default:
        throw fieldProblem([{ field: 'to', message: say`must be trial, end or on` }]);
    }
  }
}
