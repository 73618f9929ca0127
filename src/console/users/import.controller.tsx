import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { InTenant } from '../../http/access';
import { fieldProblem } from '../../http/field-problem';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsUpload } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { ImportRamUsers } from '../../ram-users/import/import-ram-users';
import { type ImportLines, openImport } from '../../ram-users/import/open-import';
import { attempt, FormState, readFields, readFile } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { showStream } from '../screen/show-stream';
import { InConsole } from '../session/in-console';
import { ImportOutcome, ImportProgress } from './import-result';
import { ImportTally } from './import-tally';
import { ImportPage } from './import.page';
import { keepUpload, readKeptUpload, UPLOAD_BYTES } from './kept-upload';

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
    const { screen, content, kept } = asked;
    const lines = await attempt(() => open(content, screen));
    if (lines instanceof Problem) return lines;
    const { previewTitle, importTitle } = screen.texts.userImport;
    const title = kept === undefined ? importTitle : previewTitle;
    showStream(reply, screen, { title, parts: this.parts(lines, asked) });
    return undefined;
  }

  private async *parts(
    lines: ImportLines,
    { screen, tenant, context, content, kept }: Asked,
  ): AsyncGenerator<ComponentChildren> {
    const tally = new ImportTally();
    const all = content.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 1);
    yield <ImportProgress screen={screen} done={0} all={all} />;
    for await (const answers of this.importUsers.run(
      tenant,
      lines,
      { isDryRun: kept !== undefined },
      context,
    )) {
      tally.add(answers);
      yield <ImportProgress screen={screen} done={tally.lastLine} all={all} />;
    }
    yield <ImportOutcome screen={screen} alias={tenant.alias} tally={tally} kept={kept} />;
  }
}

async function open(content: Buffer, { texts }: Screen): Promise<ImportLines> {
  if (content.length === 0) throw fieldProblem([{ field: 'file', message: texts.userImport.missing }]);
  if (content.length > UPLOAD_BYTES)
    throw new Problem('request.too_large', `The file is larger than ${UPLOAD_BYTES} bytes.`);
  const isJson = content.subarray(0, 200).toString().trimStart().startsWith('{');
  return openImport(isJson ? 'ndjson' : 'csv', chunksOf(content));
}

/** In pieces, so that others get their turn. */
async function* chunksOf(content: Buffer): AsyncGenerator<Buffer> {
  const size = 64 * 1024;
  for (let start = 0; start < content.length; start += size)
    yield await Promise.resolve(content.subarray(start, start + size));
}

function showForm(reply: FastifyReply, screen: Screen, { alias }: TenantRef, form: FormState): void {
  show(reply, screen, {
    title: screen.texts.userImport.title,
    status: form.problem?.status ?? 200,
    content: <ImportPage screen={screen} alias={alias} form={form} />,
  });
}
