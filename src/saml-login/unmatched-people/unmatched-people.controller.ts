import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '../../http/openapi-decorators';
import { InTenant, Requires } from '../../http/access';
import { Answers, AnswersList } from '../../http/answers';
import type { ListPage } from '../../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../../http/list-page.dto';
import { Context, type RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { isUuid } from '../../secrets/ids';
import { UnmatchedPeople } from './unmatched-people.service';
import { toUnmatchedPersonDto, UnmatchedPersonDto } from './unmatched-person.dto';

@ApiTags('Refused logins')
@Controller('api/v1/tenants/:alias/unmatched-people')
export class UnmatchedPeopleController {
  constructor(private readonly people: UnmatchedPeople) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'Whom the identity provider vouched for and no RAM user matched, with the nearest user names',
  })
  @AnswersList(UnmatchedPersonDto)
  async list(
    @InTenant() tenant: TenantRef,
    @Query() query: ListQuery,
  ): Promise<ListPage<UnmatchedPersonDto>> {
    const page = toPageRequest(query, isUuid);
    const { items, nextCursor } = toListPage(
      await this.people.list(tenant, page),
      page.limit,
      ({ id }) => id,
    );
    return { items: items.map(toUnmatchedPersonDto), nextCursor };
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({
    summary: 'Dismiss somebody: he is listed again once he tries again. Creating the user needs no dismissal',
  })
  @ApiParam({ name: 'id', description: "The person's id." })
  @ApiNoContentResponse()
  @Answers('not_found')
  async dismiss(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Context() context: RequestContext,
  ): Promise<void> {
    await this.people.dismiss(tenant, id, context);
  }
}
