import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock';
import { Settings } from './settings';

/** Owns what the environment says and what time it is. Has no routes and knows no other room; everybody may inject both. */
@Module({})
export class SettingsModule {
  static provide(settings: Settings, clock: Clock): DynamicModule {
    const providers = [
      { provide: Settings, useValue: settings },
      { provide: Clock, useValue: clock },
    ];
    return { module: SettingsModule, global: true, providers, exports: [Settings, Clock] };
  }
}
