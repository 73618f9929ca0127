import { type DynamicModule, Module } from '@nestjs/common';
import { RsaKeys } from './rsa-keys';
import { Sealing } from './sealing';

/**
 * Random secrets and their hashes, ids, RSA keys, and sealing under the master key. Has no routes, and knows no tenant, no database and no HTTP.
 */
@Module({})
export class SecretsModule {
  /** @param masterKeys what is sealed under any of them is opened, and the first seals */
  static under(masterKeys: readonly [Buffer, ...Buffer[]], rsaKeys: RsaKeys): DynamicModule {
    const providers = [
      { provide: Sealing, useValue: new Sealing(...masterKeys) },
      { provide: RsaKeys, useValue: rsaKeys },
    ];
    return { module: SecretsModule, global: true, providers, exports: [Sealing, RsaKeys] };
  }
}
