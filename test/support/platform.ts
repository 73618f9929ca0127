import { Inject, Module, type OnModuleInit, type Type } from '@nestjs/common';
import { Admission } from '../../src/http/admission';
import { PlatformModule } from '../../src/platform.module';
import type { SettingsValues } from '../../src/settings/settings';
import { startModule, type TestApp } from './test-app';

/** What every room stands on, with controllers of the test's own instead of the rooms. */
export function startPlatform(
  controllers: readonly Type[],
  overrides: Partial<SettingsValues> = {},
): Promise<TestApp> {
  @Module({ controllers: [...controllers] })
  class TestRoom implements OnModuleInit {
    constructor(@Inject(Admission) private readonly admission: Admission) {}

    /** Everybody: these tests are not about who may call. */
    onModuleInit(): void {
      this.admission.use('/api', () => Promise.resolve());
    }
  }
  return startModule((options) => ({ module: TestRoom, imports: [PlatformModule.of(options)] }), overrides);
}
