import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Public } from '../http/access';
import { Readiness } from './readiness';

interface Status {
  readonly status: 'ok';
}

const STATUS_SCHEMA = {
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string', enum: ['ok'] } },
};

@ApiTags('Health')
@Public()
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('healthz')
  @ApiOperation({ summary: 'Whether the process runs' })
  @ApiOkResponse({ description: 'It runs.', schema: STATUS_SCHEMA })
  alive(): Status {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({
    summary:
      'Whether it can serve: the database answers and is migrated, and the master key in force is at hand',
  })
  @ApiOkResponse({ description: 'It can.', schema: STATUS_SCHEMA })
  async ready(): Promise<Status> {
    await this.readiness.check();
    return { status: 'ok' };
  }
}
