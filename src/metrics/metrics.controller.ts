import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Public } from '../http/access';
import { Answers } from '../http/answers';
import { RateLimit } from '../http/route-options';
import { Metrics } from './metrics.service';

@ApiTags('Health')
@Public()
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  @RateLimit('metrics')
  @Answers('request.rate_limited')
  @ApiOperation({ summary: 'Metrics for Prometheus' })
  @ApiOkResponse({
    description: 'In the text format.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async counted(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.write();
  }
}
