import type { TenantDashboardDto } from '../../dashboard/dashboard.dto';
import type { TenantDto } from '../../tenants/tenant.dto';
import { Badge, Facts, Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { SsoState } from '../tenants/sso-state';
import { WarningList } from '../trust/warning-list';
import { Endings, Logins, written } from './dashboard-parts';

interface TenantDashboardProps {
  readonly screen: Screen;
  readonly tenant: TenantDto;
  readonly dashboard: TenantDashboardDto;
  readonly now: Date;
}

const TONES = { ok: 'good', warning: 'warn', failing: 'bad' } as const;

/** How one tenant fares. */
export function TenantDashboardPage({ screen, tenant, dashboard, now }: TenantDashboardProps) {
  const texts = screen.texts.dashboard;
  const { status, checkedAt, users, sessions, warnings, logins, endings } = dashboard;
  return (
    <>
      <h1>{texts.titleOf(tenant.alias)}</h1>
      <Facts
        facts={[
          { term: texts.statusLabel, value: <Badge tone={TONES[status]}>{texts.status[status]}</Badge> },
          {
            term: screen.texts.tenants.sso,
            value: <SsoState screen={screen} tenant={tenant} now={now} />,
          },
          { term: texts.users, value: written(users) },
          { term: texts.sessions, value: written(sessions) },
          { term: texts.checked, value: <Instant screen={screen} date={checkedAt} /> },
        ]}
      />
      {warnings.length === 0 ? null : (
        <section>
          <h2>{texts.warnings}</h2>
          <WarningList screen={screen} warnings={warnings} />
        </section>
      )}
      <Logins screen={screen} logins={logins} />
      <section>
        <h2>{texts.endings}</h2>
        <Endings screen={screen} endings={endings} />
      </section>
    </>
  );
}
