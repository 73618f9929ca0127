import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../../http/openapi-decorators';
import { InTenant, Requires } from '../../http/access';
import { Context, type RamRequest, type RequestContext } from '../../http/request';
import { AcceptsLines, CSV_TYPE, NDJSON_TYPE } from '../../http/route-options';
import { answerStream } from '../../http/streamed-answer';
import { bodyChunks } from '../../http/streamed-body';
import type { TenantRef } from '../../http/tenant-ref';
import { DocumentedImport } from './documented-import';
import { IMPORT_BYTES } from './import-limits';
import { ImportRamUsers } from './import-ram-users';
import { ImportQuery } from './import.dto';
import type { ImportedUser } from './imported-user';
import { openImport } from './open-import';
import { errorsInEnglish } from '../../http/problem.filter';

@ApiTags('RAM users')
// The router takes `::` for a colon that begins no parameter.
@Controller('api/v1/tenants/:alias/users::import')
export class ImportRamUsersController {
  constructor(private readonly importUsers: ImportRamUsers) {}

  @Post()
  @HttpCode(200)
  @Requires('admin')
  @AcceptsLines(IMPORT_BYTES)
  @DocumentedImport()
  async import(
    @InTenant() tenant: TenantRef,
    @Query() { dryRun }: ImportQuery,
    @Context() context: RequestContext,
    @Req() request: RamRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const format = request.headers['content-type']?.toLowerCase().startsWith(CSV_TYPE) ? 'csv' : 'ndjson';
    const lines = await openImport(format, bodyChunks(request));
    const answers = this.importUsers.run(tenant, lines, { isDryRun: dryRun ?? false }, context);
    await answerStream(reply, NDJSON_TYPE, writeAnswers(answers));
  }
}

async function* writeAnswers(answers: AsyncIterable<readonly ImportedUser[]>): AsyncGenerator<string> {
  for await (const some of answers)
    yield some.map((answer) => `${JSON.stringify(inEnglish(answer))}\n`).join('');
}

function inEnglish({ errors, ...answer }: ImportedUser): object {
  return errors ? { ...answer, errors: errorsInEnglish(errors) } : answer;
}
