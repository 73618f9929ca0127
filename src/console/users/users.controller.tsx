import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import { answerStream } from '../../http/streamed-answer';
import { CSV_TYPE } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { isUserNameKey } from '../../principal-names/principal-name';
import { CreateRamUser } from '../../ram-users/create-ram-user';
import { writeUsers } from '../../ram-users/export/write-users';
import { CreateRamUserBody, RamUsersQuery, toRamUserDto } from '../../ram-users/ram-user.dto';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { TenantsService } from '../../tenants/tenants.service';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { NewUserPage } from './new-user.page';
import { userPath } from './users-paths';
import { UsersPage } from './users.page';

/** The directory as a whole: its list, a new user, all of them as CSV. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/users')
export class UsersPagesController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly users: RamUsersService,
    private readonly createUser: CreateRamUser,
  ) {}

  @Get()
  @InConsole('viewer')
  async list(
    @InTenant() tenant: TenantRef,
    @Query() asked: Record<string, unknown>,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { query = '', cursor } = await readBody(RamUsersQuery, listQuery(asked));
    const page = toPageRequest({ cursor }, isUserNameKey);
    const [found, domain] = await Promise.all([
      this.users.list(tenant, query, page),
      this.tenants.defaultDomain(tenant),
    ]);
    const { items, nextCursor } = toListPage(found, page.limit, ({ userNameKey }) => userNameKey);
    const users = items.map((user) => toRamUserDto(user, domain));
    const shown = { screen, alias: tenant.alias, users, query, cursor, nextCursor };
    show(reply, screen, { title: screen.texts.users.title, content: <UsersPage {...shown} /> });
  }

  @Get('export')
  @InConsole('viewer')
  async export(@InTenant() tenant: TenantRef, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('content-disposition', `attachment; filename="${tenant.alias}-users.csv"`);
    await answerStream(reply, CSV_TYPE, writeUsers('csv', this.users.all(tenant)));
  }

  @Get('new')
  @InConsole('admin')
  ask(@InTenant() tenant: TenantRef, @OnScreen() screen: Screen, @Res() reply: FastifyReply): void {
    showNew(reply, screen, tenant, new FormState());
  }

  @Post('new')
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
    const fields = readFields(body);
    const made = await attempt(async () =>
      this.createUser.run(tenant, await readBody(CreateRamUserBody, fields), context),
    );
    if (made instanceof Problem) showNew(reply, screen, tenant, new FormState(fields, made));
    else goOn(reply, userPath(tenant.alias, made.userName), 'created');
  }
}

function showNew(reply: FastifyReply, screen: Screen, { alias }: TenantRef, form: FormState): void {
  show(reply, screen, {
    title: screen.texts.users.makeTitle,
    status: form.problem?.status ?? 200,
    content: <NewUserPage screen={screen} alias={alias} form={form} />,
  });
}

/** Of an address only what the list knows; an empty search is none. */
function listQuery({ query, cursor }: Readonly<Record<string, unknown>>): object {
  return {
    ...(query === undefined || query === '' ? {} : { query }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}
