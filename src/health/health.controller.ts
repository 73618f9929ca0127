import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access';
import { Answers } from '../http/answers';
import { Metrics } from '../http/metrics';
import { RateLimit } from '../http/route-options';
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
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

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

  @Get('metrics')
  @RateLimit('metrics')
  @Answers('request.rate_limited')
  @ApiOperation({ summary: 'Metrics for Prometheus' })
  @ApiOkResponse({
    description: 'In the text format.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async counted(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.registry.contentType);
    return this.metrics.write();
  }
}
