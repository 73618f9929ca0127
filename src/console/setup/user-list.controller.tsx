import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { fieldProblem } from '../../http/field-problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm, AcceptsUpload, Costly } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { importParts } from '../imports/import-parts';
import { attempt, FormState, readFields, readFile } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { showStream, StreamedParts } from '../screen/show-stream';
import { InConsole, Viewer } from '../session/in-console';
import type { ConsoleViewer } from '../session/standing';
import { FindSetupState } from './setup-state';
import { StepFrame, stepPath } from './step-frame';
import { ImportDone, UserListForm, UserListPreview } from './user-list.page';
import { UserLists } from './user-lists.service';
import { say } from '../../sentences/sentence';

/** Some 250,000 users. */
const LIST_BYTES = 25 * 1024 * 1024;

/** Step 4, of many users: a list is given, looked at, and imported. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/setup/users')
export class SetupUserListController {
  constructor(
    private readonly state: FindSetupState,
    private readonly lists: UserLists,
  ) {}

  @Post('csv')
  @HttpCode(200)
  @InConsole('setup')
  @AcceptsUpload(LIST_BYTES)
  async give(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { csvText } = readFields(body);
    const kept = await attempt(() => this.lists.keep(tenant, viewer, readList(body)));
    if (kept === undefined) {
      goOn(reply, `${stepPath(tenant.alias, 'users')}/csv`);
      return;
    }
    const form = new FormState({ csvText }, kept);
    const page = <UserListForm screen={screen} alias={tenant.alias} form={form} />;
    await this.show(reply, { screen, tenant, status: kept.status }, page);
  }

  @Get('csv')
  @InConsole('setup')
  @Costly()
  async preview(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const csv = await this.lists.find(tenant, viewer);
    if (!csv) {
      goOn(reply, stepPath(tenant.alias, 'users'));
      return;
    }
    const tally = await this.lists.preview(tenant, csv, context);
    const page = <UserListPreview screen={screen} alias={tenant.alias} tally={tally} />;
    await this.show(reply, { screen, tenant, status: 200 }, page);
  }

  @Post('import')
  @HttpCode(200)
  @InConsole('setup')
  @Costly()
  @AcceptsForm()
  async import(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const csv = await this.lists.find(tenant, viewer);
    if (!csv) {
      goOn(reply, stepPath(tenant.alias, 'users'));
      return;
    }
    const { states } = await this.state.run(tenant);
    const content = (
      <StepFrame screen={screen} alias={tenant.alias} states={states} step="users">
        <StreamedParts />
      </StepFrame>
    );
    const parts = importParts({
      screen,
      content: csv,
      answers: this.lists.run(tenant, csv, { isDryRun: false }, context),
      end: async (tally) => {
        await this.lists.drop(tenant, viewer);
        return <ImportDone screen={screen} tally={tally} />;
      },
    });
    showStream(reply, screen, { title: screen.texts.setup.steps.users, content }, parts);
  }

  private async show(
    reply: FastifyReply,
    { screen, tenant, status }: { screen: Screen; tenant: TenantRef; status: number },
    page: ComponentChildren,
  ): Promise<void> {
    const { states } = await this.state.run(tenant);
    show(reply, screen, {
      title: screen.texts.setup.steps.users,
      status,
      content: (
        <StepFrame screen={screen} alias={tenant.alias} states={states} step="users">
          {page}
        </StepFrame>
      ),
    });
  }
}

/** The file, else what was pasted. Throws `request.invalid` where there is neither. */
function readList(body: unknown): Buffer {
  const { csvText } = readFields(body);
  const list = readFile(body, 'csv')?.content ?? (csvText === undefined ? undefined : Buffer.from(csvText));
  if (list) return list;
  throw fieldProblem([{ field: 'csv', message: say`choose a file, or paste its lines` }]);
}
