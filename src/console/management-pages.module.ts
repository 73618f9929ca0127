import { Module } from '@nestjs/common';
import { DashboardModule } from '../dashboard/dashboard.module';
import { TenantsModule } from '../tenants/tenants.module';
import { DashboardPagesController } from './dashboard/dashboard-pages.controller';
import { TenantListController } from './tenants/tenant-list.controller';
import { TenantSettingsController } from './tenants/tenant-settings.controller';

/** Those pages of the console that show and change what there is: dashboards, tenants and what belongs to them. */
@Module({
  imports: [DashboardModule, TenantsModule],
  controllers: [DashboardPagesController, TenantListController, TenantSettingsController],
})
export class ManagementPagesModule {}
