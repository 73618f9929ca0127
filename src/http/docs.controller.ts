import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from './openapi-decorators';
import { Public } from './access';
import { ApiDocument } from './api-document';
import { Problem } from './problem';
import { RateLimit } from './route-options';

/** No inline script or style; the icons of Swagger UI are data URLs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ram-sso API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
<div id="docs"></div>
<noscript>This page needs script. The API is described in <a href="/openapi.json">openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: false });\n`;

const SCRIPT_TYPE = 'text/javascript; charset=utf-8';

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': SCRIPT_TYPE,
  'favicon-32x32.png': 'image/png',
};

@ApiExcludeController()
@Public()
@Controller()
export class DocsController {
  private readonly directory = dirname(require.resolve('swagger-ui-dist/package.json'));

  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @RateLimit('docs')
  openapi(): Promise<OpenAPIObject> {
    return this.document.read();
  }

  @Get('docs')
  docs(@Res() reply: FastifyReply): void {
    void reply.headers({ 'content-security-policy': POLICY }).type('text/html; charset=utf-8').send(PAGE);
  }

  @Get('docs/:file')
  @RateLimit('docs')
  async file(@Param('file') name: string, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.find(name);
    if (!file) throw new Problem('not_found', 'The documentation has no such file.');
    void reply.header('cache-control', 'public, max-age=3600').type(file.type).send(file.content);
  }

  private async find(name: string): Promise<{ type: string; content: string | Buffer } | undefined> {
    if (name === 'start.js') return { type: SCRIPT_TYPE, content: START };
    const type = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    return type === undefined ? undefined : { type, content: await readFile(join(this.directory, name)) };
  }
}
