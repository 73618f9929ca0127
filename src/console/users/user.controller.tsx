import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { DeleteRamUser } from '../../ram-users/delete-ram-user';
import { profileOf } from '../../ram-users/ram-user-profile';
import { ramUserTag } from '../../ram-users/ram-user-tag';
import { toRamUserDto, UpdateRamUserBody } from '../../ram-users/ram-user.dto';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { UpdateRamUser } from '../../ram-users/update-ram-user';
import { EndUserSessions } from '../../sessions/end-user-sessions';
import { TenantsService } from '../../tenants/tenants.service';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { DeleteUserPage } from './delete-user.page';
import { UserPage } from './user.page';
import { userPath, usersPath } from './users-paths';

interface Shown {
  readonly screen: Screen;
  readonly tenant: TenantRef;
  readonly userName: string;
  readonly form?: FormState;
}

/** One user: what is known of him, and what can be done to him. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/users/named/:userName')
export class UserPagesController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly users: RamUsersService,
    private readonly updateUser: UpdateRamUser,
    private readonly deleteUser: DeleteRamUser,
    private readonly endSessions: EndUserSessions,
  ) {}

  @Get()
  @InConsole('viewer')
  async look(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, { screen, tenant, userName });
  }

  @Post()
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  async change(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { tag: ifMatch, ...fields } = readFields(body);
    const changed = await attempt(async () => {
      const patch = await readBody(UpdateRamUserBody, patchOf(fields));
      return this.updateUser.run(tenant, { userName, patch, ifMatch }, context);
    });
    if (changed instanceof Problem && changed.code === 'user.not_found') throw changed;
    if (changed instanceof Problem) {
      await this.show(reply, { screen, tenant, userName, form: new FormState(fields, changed) });
    } else goOn(reply, userPath(tenant.alias, changed.userName), 'saved');
  }

  @Post('status')
  @InConsole('admin')
  @AcceptsForm()
  async changeStatus(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Body() body: unknown,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { status } = readFields(body);
    const patch = await readBody(UpdateRamUserBody, { status });
    await this.updateUser.run(tenant, { userName, patch, ifMatch: undefined }, context);
    goOn(reply, userPath(tenant.alias, userName), 'saved');
  }

  @Post('sign-out')
  @InConsole('admin')
  @AcceptsForm()
  async signOut(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.endSessions.run(tenant, userName, context);
    goOn(reply, userPath(tenant.alias, userName), 'user-signed-out');
  }

  @Get('delete')
  @InConsole('admin')
  async askToDelete(
    @InTenant() tenant: TenantRef,
    @Param('userName') wanted: string,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { userName } = await this.users.require(tenant, wanted);
    show(reply, screen, {
      title: screen.texts.users.deleteTitle(userName),
      content: <DeleteUserPage screen={screen} alias={tenant.alias} userName={userName} />,
    });
  }

  @Post('delete')
  @InConsole('admin')
  @AcceptsForm()
  async delete(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.deleteUser.run(tenant, userName, undefined, context);
    goOn(reply, usersPath(tenant.alias), 'deleted');
  }

  private async show(reply: FastifyReply, { screen, tenant, userName, form }: Shown): Promise<void> {
    const [user, domain] = await Promise.all([
      this.users.require(tenant, userName),
      this.tenants.defaultDomain(tenant),
    ]);
    const { displayName, email, mobilePhone, comments, ...rest } = profileOf(user);
    const asStored = {
      ...rest,
      displayName: displayName ?? '',
      email: email ?? '',
      mobilePhone: mobilePhone ?? '',
      comments: comments ?? '',
    };
    show(reply, screen, {
      title: user.userName,
      status: form?.problem?.status ?? 200,
      content: (
        <UserPage
          screen={screen}
          alias={tenant.alias}
          user={toRamUserDto(user, domain)}
          tag={ramUserTag(user)}
          form={form ?? new FormState(asStored)}
        />
      ),
    });
  }
}

/** What a form leaves empty is cleared. A browser ends lines as Windows does; we keep them as they were most likely written. */
function patchOf(fields: Readonly<Record<string, string>>): object {
  const { userName = '', displayName = null, email = null, mobilePhone = null, comments, ...rest } = fields;
  return {
    ...rest,
    userName,
    displayName,
    email,
    mobilePhone,
    comments: comments?.replaceAll('\r\n', '\n') ?? null,
  };
}
