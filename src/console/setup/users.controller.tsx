import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { CreateRamUser } from '../../ram-users/create-ram-user';
import { CreateRamUserBody } from '../../ram-users/ram-user.dto';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { FindSetupState } from './setup-state';
import { StepFrame, stepPath } from './step-frame';
import { UsersStepPage } from './users.page';

/** Step 4: who may sign in. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/setup/users')
export class SetupUsersController {
  constructor(
    private readonly state: FindSetupState,
    private readonly createUser: CreateRamUser,
  ) {}

  @Get()
  @InConsole('setup')
  get(@InTenant() tenant: TenantRef, @OnScreen() screen: Screen, @Res() reply: FastifyReply): Promise<void> {
    return this.show(reply, screen, tenant, new FormState());
  }

  @Post()
  @HttpCode(200)
  @InConsole('setup')
  @AcceptsForm()
  async add(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Of all that a user has, no role in the console: a set-up link must not give one.
    const { userName, displayName, email } = readFields(body);
    const fields = { userName, displayName, email };
    const made = await attempt(async () =>
      this.createUser.run(tenant, await readBody(CreateRamUserBody, fields), context),
    );
    if (made instanceof Problem) await this.show(reply, screen, tenant, new FormState(fields, made));
    else goOn(reply, stepPath(tenant.alias, 'users'), 'user-added');
  }

  private async show(reply: FastifyReply, screen: Screen, tenant: TenantRef, form: FormState): Promise<void> {
    const { states, readiness } = await this.state.run(tenant);
    const { active } = readiness.users;
    show(reply, screen, {
      title: screen.texts.setup.steps.users,
      status: form.problem?.status ?? 200,
      content: (
        <StepFrame screen={screen} alias={tenant.alias} states={states} step="users">
          <UsersStepPage screen={screen} alias={tenant.alias} active={active} form={form} />
        </StepFrame>
      ),
    });
  }
}
