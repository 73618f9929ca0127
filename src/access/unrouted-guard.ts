import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { requestContext } from '../http/request';
import { Authenticate } from './authenticate';

/**
 * Nest's guards see no request that has no route. Below the API such a one asks for a token all the same, so that nobody without
 * one learns which paths and methods there are.
 */
@Injectable()
export class UnroutedGuard implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly authenticate: Authenticate,
  ) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance().addHook('onRequest', async (request) => {
      if (!request.is404 || !request.url.startsWith('/api/v1/')) return;
      await this.authenticate.run(request.headers.authorization, requestContext(request).ip);
    });
  }
}
