import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { ListQuery, toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { CreateRamUser } from '../../ram-users/create-ram-user';
import { UnmatchedPeople } from '../../saml-login/unmatched-people/unmatched-people.service';
import { toUnmatchedPersonDto } from '../../saml-login/unmatched-people/unmatched-person.dto';
import { isUuid } from '../../secrets/ids';
import { attempt, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { UnmatchedPeoplePage } from './unmatched-people.page';

@ApiExcludeController()
@Controller('admin/tenants/:alias/unmatched-people')
export class UnmatchedPeoplePagesController {
  constructor(
    private readonly people: UnmatchedPeople,
    private readonly createUser: CreateRamUser,
  ) {}

  @Get()
  @InConsole('viewer')
  async list(
    @InTenant() tenant: TenantRef,
    @Query() asked: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { cursor } = readFields(asked);
    await this.show(reply, { tenant, screen, cursor });
  }

  /** One click; display name and the rest can follow. */
  @Post(':id/create')
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  async create(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { userName } = await this.people.require(tenant, id);
    const made = await attempt(() => this.createUser.run(tenant, { userName }, context));
    if (made instanceof Problem) await this.show(reply, { tenant, screen, problem: made });
    else goOn(reply, tenantPath(tenant.alias, '/unmatched-people'), 'created');
  }

  @Post(':id/dismiss')
  @InConsole('admin')
  @AcceptsForm()
  async dismiss(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.people.dismiss(tenant, id, context);
    goOn(reply, tenantPath(tenant.alias, '/unmatched-people'), 'deleted');
  }

  private async show(reply: FastifyReply, { tenant, screen, cursor, problem }: Shown): Promise<void> {
    const query = await readBody(ListQuery, cursor === undefined ? {} : { cursor });
    const page = toPageRequest(query, isUuid);
    const found = toListPage(await this.people.list(tenant, page), page.limit, ({ id }) => id);
    const content = (
      <UnmatchedPeoplePage
        screen={screen}
        alias={tenant.alias}
        people={found.items.map(toUnmatchedPersonDto)}
        problem={problem}
        cursor={cursor}
        nextCursor={found.nextCursor}
      />
    );
    show(reply, screen, {
      title: screen.texts.unmatchedPeople.title,
      content,
      status: problem?.status ?? 200,
    });
  }
}

interface Shown {
  readonly tenant: TenantRef;
  readonly screen: Screen;
  readonly cursor?: string | undefined;
  readonly problem?: Problem;
}
