import { Module } from '@nestjs/common';
import { SpKeysModule } from '../sp-keys/sp-keys.module';
import { TenantsModule } from '../tenants/tenants.module';
import { SpSetupController } from './sp-setup.controller';
import { SpSetup } from './sp-setup.service';

/**
 * Owns how a tenant is made known at its IdP, product by product: a writer for each, and the literals of its language, so that no
 * name of a tenant becomes code there. Route: `/api/v1/tenants/{alias}/sp/setup/{product}`. Keeps nothing; does not know the trust in
 * the IdP, users or logins.
 */
@Module({
  imports: [SpKeysModule, TenantsModule],
  controllers: [SpSetupController],
  providers: [SpSetup],
  exports: [SpSetup],
})
export class SpSetupModule {}
