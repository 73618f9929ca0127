import { type DynamicModule, Module } from '@nestjs/common';
import { Sealing } from './sealing';

/**
 * Random secrets and their hashes, ids, and sealing under the master key. Has no routes, and knows no tenant, no database and no HTTP.
 */
@Module({})
export class SecretsModule {
  static under(masterKey: Buffer, ...others: readonly Buffer[]): DynamicModule {
    const providers = [{ provide: Sealing, useValue: new Sealing(masterKey, ...others) }];
    return { module: SecretsModule, global: true, providers, exports: [Sealing] };
  }
}
