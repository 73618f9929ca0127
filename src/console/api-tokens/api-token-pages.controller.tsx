import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { CreateApiTokenBody } from '../../access/api-token.dto';
import { toApiTokenDto } from '../../access/api-token-view';
import { ApiTokens } from '../../access/api-tokens.service';
import { CreateApiToken } from '../../access/create-api-token';
import { DeleteApiToken } from '../../access/delete-api-token';
import { readInstant } from '../../http/instant';
import { ListQuery, toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import { isUuid } from '../../secrets/ids';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { Confirmed, InConsole } from '../session/in-console';
import { ApiTokensPage } from './api-tokens.page';
import { MadeApiTokenPage, NewApiTokenPage } from './new-api-token.page';

/** Of the platform alone, as in the API: who may make tokens could make himself any. */
@ApiExcludeController()
@Controller('admin')
export class ApiTokenPagesController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly createToken: CreateApiToken,
    private readonly deleteToken: DeleteApiToken,
  ) {}

  @Get('api-tokens')
  @InConsole('platform.viewer')
  async list(
    @Query('cursor') given: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { cursor } = await readBody(ListQuery, { cursor: given });
    await this.showList(reply, screen, cursor);
  }

  @Get('new-api-token')
  @InConsole('platform.admin')
  askForNew(@OnScreen() screen: Screen, @Res() reply: FastifyReply): void {
    this.showNew(reply, screen, new FormState({ role: 'viewer' }));
  }

  @Post('new-api-token')
  @HttpCode(200)
  @InConsole('platform.admin')
  @Confirmed()
  @AcceptsForm()
  async create(
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = readFields(body);
    const created = await attempt(async () => {
      const wanted = { ...fields, expiresAt: inUtc(fields.expiresAt) };
      const { name, role, tenant = null, expiresAt } = await readBody(CreateApiTokenBody, wanted);
      return this.createToken.run({ name, role, tenant, expiresAt: readInstant(expiresAt) ?? null }, context);
    });
    if (created instanceof Problem) this.showNew(reply, screen, new FormState(fields, created));
    else {
      const { token, secret } = created;
      const content = <MadeApiTokenPage screen={screen} name={token.name} secret={secret} />;
      show(reply, screen, { title: screen.texts.apiTokens.madeTitle, status: 201, content });
    }
  }

  @Post('api-tokens/:id/delete')
  @HttpCode(200)
  @InConsole('platform.admin')
  @AcceptsForm()
  async delete(
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const deleted = await attempt(() => this.deleteToken.run(id, undefined, context));
    if (deleted instanceof Problem) await this.showList(reply, screen, undefined, deleted);
    else goOn(reply, '/admin/api-tokens', 'deleted');
  }

  private showNew(reply: FastifyReply, screen: Screen, form: FormState): void {
    const content = <NewApiTokenPage screen={screen} form={form} />;
    show(reply, screen, { title: screen.texts.apiTokens.create, status: form.problem?.status, content });
  }

  private async showList(
    reply: FastifyReply,
    screen: Screen,
    cursor: string | undefined,
    problem?: Problem,
  ): Promise<void> {
    const request = toPageRequest({ cursor }, isUuid);
    const page = toListPage(await this.tokens.list(request), request.limit, ({ id }) => id);
    const shown = { ...page, items: page.items.map(toApiTokenDto) };
    const content = <ApiTokensPage screen={screen} page={shown} cursor={cursor} problem={problem} />;
    show(reply, screen, { title: screen.texts.apiTokens.title, status: problem?.status, content });
  }
}

/** What a browser's field says without a zone, `2027-01-31T10:00`. */
function inUtc(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return text;
  return text.length === 16 ? `${text}:00Z` : `${text}Z`;
}
