import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/openapi-decorators';
import { InTenant, Requires } from '../../http/access';
import type { RamRequest } from '../../http/request';
import { CSV_TYPE, NDJSON_TYPE } from '../../http/route-options';
import { answerStream } from '../../http/streamed-answer';
import type { TenantRef } from '../../http/tenant-ref';
import { RamUsersService } from '../ram-users.service';
import { ExportQuery } from './export.dto';
import { writeUsers } from './write-users';

const DESCRIPTION = `All users by name, as \`users:import\` takes them, as a stream. In CSV a \`displayName\`, \`email\` or \`comments\` that a
spreadsheet would take for a formula has a \`'\` before it, which the import takes away again. Users who are made or changed meanwhile
may be among them or not. An answer that breaks off is not whole.`;
const NDJSON_EXAMPLE = `{"userName":"alice","displayName":"Alice Liddell","email":null,"mobilePhone":null,"comments":null,"status":"active","consoleRole":"none"}
`;
const CSV_EXAMPLE = `userName,displayName,email,mobilePhone,comments,status,consoleRole
alice,Alice Liddell,,,,active,none
`;

@ApiTags('RAM users')
// The router takes `::` for a colon that begins no parameter.
@Controller('api/v1/tenants/:alias/users::export')
export class ExportRamUsersController {
  constructor(private readonly users: RamUsersService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "All of a tenant's RAM users", description: DESCRIPTION })
  @ApiOkResponse({
    description: 'A user a line.',
    content: {
      [NDJSON_TYPE]: { schema: { type: 'string' }, example: NDJSON_EXAMPLE },
      [CSV_TYPE]: { schema: { type: 'string' }, example: CSV_EXAMPLE },
    },
  })
  async export(
    @InTenant() tenant: TenantRef,
    @Query() { format = 'ndjson' }: ExportQuery,
    @Req() { method }: RamRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = format === 'csv' ? CSV_TYPE : NDJSON_TYPE;
    void reply.header('content-disposition', `attachment; filename="${tenant.alias}-users.${format}"`);
    // Of a HEAD nobody reads the users.
    if (method === 'HEAD') await reply.type(`${type}; charset=utf-8`).send();
    else await answerStream(reply, type, writeUsers(format, this.users.all(tenant)));
  }
}
