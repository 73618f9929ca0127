import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { Problem } from '../../http/problem';
import { InConsole } from '../session/in-console';
import { findAsset } from './console-assets';
import { say } from '../../sentences/sentence';

@ApiExcludeController()
@Controller('admin/assets')
export class AssetsController {
  @Get(':file')
  @InConsole('public')
  give(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const asset = findAsset(file);
    if (!asset) throw new Problem('not_found', say`There is no such file.`);
    void reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(asset.type)
      .send(asset.content);
  }
}
