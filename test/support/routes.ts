import { Inject, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module';
import type { SettingsValues } from '../../src/settings/settings';
import { startModule, type TestApp } from './test-app';

/** As the router has it: `GET /saml/:alias/login`; a colon that begins no parameter stands once. */
export interface Route {
  readonly method: string;
  readonly url: string;
}

/** The whole service, and every route that its router was given, by whomever. */
export async function startAppWithRoutes(
  overrides: Partial<SettingsValues> = {},
): Promise<{ readonly app: TestApp; readonly routes: readonly Route[] }> {
  const routes: Route[] = [];

  /** Made before the application adds its routes. */
  @Module({})
  class RouteRecorder {
    constructor(@Inject(HttpAdapterHost) { httpAdapter }: HttpAdapterHost<FastifyAdapter>) {
      httpAdapter.getInstance().addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) routes.push({ method: one, url: url.replaceAll('::', ':') });
      });
    }
  }

  const app = await startModule(
    (options) => ({ module: RouteRecorder, imports: [AppModule.of(options)] }),
    overrides,
  );
  return { app, routes };
}
