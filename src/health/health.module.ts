import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';

/**
 * Tells machines how the service is: `/healthz` (it runs), `/readyz` (its database answers and is migrated), `/metrics`.
 * Knows the database and what `http` counted, and no room of the service's own matters.
 */
@Module({ controllers: [HealthController], providers: [Readiness] })
export class HealthModule {}
