import { type DynamicModule, Module } from '@nestjs/common';
import { Tracing } from './traces';

/**
 * Owns the traces of requests and their steps, by OpenTelemetry's SDK, which is loaded only where the environment asks for it. Has no
 * routes, and knows neither requests nor logins: `http` says when a request begins and ends, other rooms what its steps were.
 */
@Module({})
export class TracingModule {
  static provide(tracing: Tracing): DynamicModule {
    return {
      module: TracingModule,
      global: true,
      providers: [{ provide: Tracing, useValue: tracing }],
      exports: [Tracing],
    };
  }
}
