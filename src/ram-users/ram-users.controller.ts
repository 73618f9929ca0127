import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../http/openapi-decorators';
import { Answers, AnswersList } from '../http/answers';
import { CREATED_HEADERS, RESOURCE_HEADERS, TakesIfMatch } from '../http/documented-headers';
import { InTenant, Requires } from '../http/access';
import { Idempotent } from '../http/idempotent';
import type { TenantRef } from '../http/tenant-ref';
import type { ListPage } from '../http/list-page';
import { toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import { JSON_TYPE, MERGE_PATCH_TYPE } from '../http/route-options';
import { TenantsService } from '../tenants/tenants.service';
import { CreateRamUser } from './create-ram-user';
import { DeleteRamUser } from './delete-ram-user';
import { isUserNameKey } from '../principal-names/principal-name';
import { ramUserTag } from './ram-user-tag';
import {
  CreateRamUserBody,
  RamUserDto,
  RamUsersQuery,
  toRamUserDto,
  UpdateRamUserBody,
} from './ram-user.dto';
import type { RamUserEntity } from './ram-user.entity';
import { RamUsersService } from './ram-users.service';
import { UpdateRamUser } from './update-ram-user';

@ApiTags('RAM users')
@Controller('api/v1/tenants/:alias/users')
export class RamUsersController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly users: RamUsersService,
    private readonly createUser: CreateRamUser,
    private readonly updateUser: UpdateRamUser,
    private readonly deleteUser: DeleteRamUser,
  ) {}

  @Post()
  @Requires('admin')
  @Idempotent()
  @ApiOperation({ summary: 'Make a RAM user' })
  @ApiCreatedResponse({ type: RamUserDto, headers: CREATED_HEADERS })
  @Answers('conflict')
  async create(
    @InTenant() tenant: TenantRef,
    @Body() body: CreateRamUserBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RamUserDto> {
    const user = await this.createUser.run(tenant, body, context);
    reply.header('location', `/api/v1/tenants/${tenant.alias}/users/${user.userName}`);
    return this.answer(user, tenant, reply);
  }

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "A tenant's RAM users, by name" })
  @AnswersList(RamUserDto)
  async list(@InTenant() tenant: TenantRef, @Query() query: RamUsersQuery): Promise<ListPage<RamUserDto>> {
    const page = toPageRequest(query, isUserNameKey);
    const [users, domain] = await Promise.all([
      this.users.list(tenant, query.query, page),
      this.tenants.defaultDomain(tenant),
    ]);
    const { items, nextCursor } = toListPage(users, page.limit, ({ userNameKey }) => userNameKey);
    return { items: items.map((user) => toRamUserDto(user, domain)), nextCursor };
  }

  @Get(':userName')
  @Requires('viewer')
  @ApiOperation({ summary: 'One RAM user, found by his name without regard to case' })
  @ApiOkResponse({ type: RamUserDto, headers: RESOURCE_HEADERS })
  @Answers('user.not_found')
  async get(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RamUserDto> {
    return this.answer(await this.users.require(tenant, userName), tenant, reply);
  }

  @Patch(':userName')
  @Requires('admin')
  @ApiOperation({ summary: 'Change or rename a RAM user, by JSON Merge Patch; disabling ends his sessions' })
  @TakesIfMatch()
  @ApiConsumes(JSON_TYPE, MERGE_PATCH_TYPE)
  @ApiOkResponse({ type: RamUserDto, headers: RESOURCE_HEADERS })
  @Answers('user.not_found', 'conflict', 'precondition_failed')
  async update(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Body() patch: UpdateRamUserBody,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RamUserDto> {
    const user = await this.updateUser.run(tenant, { userName, patch, ifMatch }, context);
    return this.answer(user, tenant, reply);
  }

  @Delete(':userName')
  @HttpCode(204)
  @Requires('admin')
  @ApiOperation({ summary: 'Delete a RAM user and his sessions' })
  @TakesIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Answers('user.not_found', 'precondition_failed')
  delete(
    @InTenant() tenant: TenantRef,
    @Param('userName') userName: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.deleteUser.run(tenant, userName, ifMatch, context);
  }

  private async answer(user: RamUserEntity, tenant: TenantRef, reply: FastifyReply): Promise<RamUserDto> {
    const dto = toRamUserDto(user, await this.tenants.defaultDomain(tenant));
    reply.header('etag', ramUserTag(user));
    return dto;
  }
}
