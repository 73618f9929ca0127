import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { CountersModule } from './counters/counters.module';
import { DatabaseModule } from './database/database.module';
import { HttpModule } from './http/http.module';
import { logOptions } from './http/request-log';
import { RsaKeys } from './secrets/rsa-keys';
import { SecretsModule } from './secrets/secrets.module';
import type { Clock } from './settings/clock';
import type { Settings } from './settings/settings';
import { SettingsModule } from './settings/settings.module';
import { Tracing } from './tracing/traces';
import { TracingModule } from './tracing/tracing.module';

export interface PlatformOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Of a database that is migrated already. */
  readonly databaseUrl: string;
  /** Of one that has others beside it. */
  readonly worker?: number;
  readonly rsaKeys?: RsaKeys;
  readonly tracing?: Tracing;
}

/** What every feature room stands on, and nothing of what the service is for. */
@Module({})
export class PlatformModule {
  static of({
    settings,
    clock,
    databaseUrl,
    worker,
    rsaKeys = new RsaKeys(),
    tracing = new Tracing(undefined),
  }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        LoggerModule.forRoot(logOptions(settings, tracing.traces, worker)),
        CountersModule,
        TracingModule.provide(tracing),
        SettingsModule.provide(settings, clock),
        DatabaseModule.connect(databaseUrl, settings.workers),
        SecretsModule.under(
          [settings.masterKey, ...(settings.newMasterKey ? [settings.newMasterKey] : [])],
          rsaKeys,
        ),
        HttpModule,
      ],
    };
  }
}
