import { AppModule } from '../../src/app.module';
import type { SettingsValues } from '../../src/settings/settings';
import { startModule, type TestApp } from './test-app';

export type { TestApp, TestRequest, TestResponse } from './test-app';

/** The whole service on a database of its own; `on` starts a second node on the database of another one. */
export function startApp(overrides: Partial<SettingsValues> = {}, on?: TestApp): Promise<TestApp> {
  return startModule((options) => AppModule.of(options), overrides, on);
}
