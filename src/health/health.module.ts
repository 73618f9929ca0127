import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';

/**
 * Tells machines how the service is: `/healthz` (it runs), `/readyz` (its database answers and is migrated, and it holds the master
 * key in force). Knows the database and that key, and no other room's matters.
 */
@Module({ imports: [TenantsModule], controllers: [HealthController], providers: [Readiness] })
export class HealthModule {}
