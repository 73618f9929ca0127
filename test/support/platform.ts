import { Module, type Type } from '@nestjs/common';
import { PlatformModule } from '../../src/platform.module';
import type { SettingsValues } from '../../src/settings/settings';
import { startModule, type TestApp } from './test-app';

/** What every room stands on, with controllers of the test's own instead of the rooms. */
export function startPlatform(
  controllers: readonly Type[],
  overrides: Partial<SettingsValues> = {},
): Promise<TestApp> {
  @Module({ controllers: [...controllers] })
  class TestRoom {}
  return startModule((options) => ({ module: TestRoom, imports: [PlatformModule.of(options)] }), overrides);
}
