import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { fieldProblem } from '../../http/field-problem';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsUpload } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { ImportRamUsers } from '../../ram-users/import/import-ram-users';
import type { ImportLines } from '../../ram-users/import/open-import';
import { importParts } from '../imports/import-parts';
import { openList } from '../imports/read-list';
import { attempt, FormState, readFields, readFile } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { showStream, StreamedParts } from '../screen/show-stream';
import { InConsole } from '../session/in-console';
import { ImportOutcome } from './import-outcome';
import { ImportPage } from './import.page';
import { keepUpload, readKeptUpload, UPLOAD_BYTES } from './kept-upload';
import { say } from '../../sentences/sentence';

/** The form around a file, and the file as text. */
const FORM_BYTES = 2 * UPLOAD_BYTES;

interface Asked {
  readonly screen: Screen;
  readonly tenant: TenantRef;
  readonly context: RequestContext;
  readonly content: Buffer;
  /** Of a preview, which writes nothing. */
  readonly kept?: string;
}

/** Users out of a file: first what it would do, then it is done, both with a bar that goes on while the page is written. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/users/import')
export class ImportUsersPagesController {
  constructor(private readonly importUsers: ImportRamUsers) {}

  @Get()
  @InConsole('admin')
  ask(@InTenant() tenant: TenantRef, @OnScreen() screen: Screen, @Res() reply: FastifyReply): void {
    showForm(reply, screen, tenant, new FormState());
  }

  @Post('preview')
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsUpload(FORM_BYTES)
  async preview(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { text = '' } = readFields(body);
    const content = readFile(body, 'file')?.content ?? Buffer.from(text);
    const kept = await keepUpload(content);
    const refused = await this.run(reply, { screen, tenant, context, content, kept });
    if (refused) showForm(reply, screen, tenant, new FormState({ text }, refused));
  }

  @Post()
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsUpload(FORM_BYTES)
  async import(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = await attempt(() => readKeptUpload(readFields(body).content ?? ''));
    const refused =
      content instanceof Problem ? content : await this.run(reply, { screen, tenant, context, content });
    if (refused) showForm(reply, screen, tenant, new FormState({}, refused));
  }

  /** @returns what refuses the whole of it, where something does */
  private async run(reply: FastifyReply, asked: Asked): Promise<Problem | undefined> {
    const { screen, tenant, context, content, kept } = asked;
    const lines = await attempt(() => open(content, screen));
    if (lines instanceof Problem) return lines;
    const { previewTitle, importTitle } = screen.texts.userImport;
    const title = kept === undefined ? importTitle : previewTitle;
    const page = (
      <>
        <h1>{title}</h1>
        <StreamedParts />
      </>
    );
    const parts = importParts({
      screen,
      content,
      answers: this.importUsers.run(tenant, lines, { isDryRun: kept !== undefined }, context),
      end: (tally) => <ImportOutcome screen={screen} alias={tenant.alias} tally={tally} kept={kept} />,
    });
    showStream(reply, screen, { title, content: page }, parts);
    return undefined;
  }
}

async function open(content: Buffer, { texts }: Screen): Promise<ImportLines> {
  if (content.length === 0)
    throw fieldProblem([{ field: 'file', message: say`${texts.userImport.missing}` }]);
  if (content.length > UPLOAD_BYTES)
    throw new Problem('request.too_large', say`The file is larger than ${UPLOAD_BYTES} bytes.`);
  const isJson = content.subarray(0, 200).toString().trimStart().startsWith('{');
  return openList(isJson ? 'ndjson' : 'csv', content);
}

function showForm(reply: FastifyReply, screen: Screen, { alias }: TenantRef, form: FormState): void {
  show(reply, screen, {
    title: screen.texts.userImport.title,
    status: form.problem?.status ?? 200,
    content: <ImportPage screen={screen} alias={alias} form={form} />,
  });
}
