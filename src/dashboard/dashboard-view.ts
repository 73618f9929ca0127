import { daysUntil } from '../trust-health/days';
import type { EndingDto, PlatformDashboardDto, TenantDashboardDto } from './dashboard.dto';
import type { Ending } from './ending';
import type { PlatformDashboard } from './platform-dashboard.service';
import type { TenantDashboard } from './tenant-dashboard.service';

export function toTenantDashboardDto({
  checkedAt,
  endings,
  ...dashboard
}: TenantDashboard): TenantDashboardDto {
  return {
    checkedAt: checkedAt.toISOString(),
    ...dashboard,
    endings: endings.map((ending) => endingDto(ending, checkedAt)),
  };
}

export function toPlatformDashboardDto({
  checkedAt,
  endings,
  ...dashboard
}: PlatformDashboard): PlatformDashboardDto {
  return {
    checkedAt: checkedAt.toISOString(),
    ...dashboard,
    endings: endings.map(({ tenant, ...ending }) => Object.assign(endingDto(ending, checkedAt), { tenant })),
  };
}

function endingDto({ kind, subject, sha256Fingerprint, notAfter }: Ending, now: Date): EndingDto {
  return {
    kind,
    subject,
    ...(sha256Fingerprint === null ? {} : { sha256Fingerprint }),
    notAfter: notAfter.toISOString(),
    daysLeft: daysUntil(notAfter, now),
  };
}
