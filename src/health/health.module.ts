import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';

/**
 * Tells machines how the service is: `/healthz` (it runs), `/readyz` (its database answers and is migrated, and
 * its master key is the one in force), `/metrics`. Knows the database, that key and what `http` counted, and nothing else of the
 * rooms' own matters.
 */
@Module({ imports: [TenantsModule], controllers: [HealthController], providers: [Readiness] })
export class HealthModule {}
