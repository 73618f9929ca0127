import type { PlatformDashboardDto, UnusableTenantsDto } from '../../dashboard/dashboard.dto';
import { Facts, Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { tenantPath } from '../screen/screen';
import { Endings, Logins, written } from './dashboard-parts';

interface PlatformDashboardProps {
  readonly screen: Screen;
  readonly dashboard: PlatformDashboardDto;
}

/** How all tenants fare. */
export function PlatformDashboardPage({ screen, dashboard }: PlatformDashboardProps) {
  const texts = screen.texts.dashboard;
  const { checkedAt, tenants, logins, endings, unusable } = dashboard;
  return (
    <>
      <h1>{texts.title}</h1>
      <Facts
        facts={[
          { term: texts.tenants, value: <a href="/admin/tenants">{written(tenants)}</a> },
          { term: texts.checked, value: <Instant screen={screen} date={checkedAt} /> },
        ]}
      />
      <section>
        <h2>{texts.unusable}</h2>
        <Unusable screen={screen} unusable={unusable} />
      </section>
      <Logins screen={screen} logins={logins} />
      <section>
        <h2>{texts.endings}</h2>
        {endings.length === 0 ? null : <p class="fine">{texts.endingsHint}</p>}
        <Endings screen={screen} endings={endings} />
      </section>
    </>
  );
}

interface UnusableProps {
  readonly screen: Screen;
  readonly unusable: readonly UnusableTenantsDto[];
}

function Unusable({ screen, unusable }: UnusableProps) {
  const texts = screen.texts.dashboard;
  const found = unusable.filter(({ count }) => count > 0);
  if (found.length === 0) return <p>{texts.noUnusable}</p>;
  return (
    <>
      {found.map((one) => (
        <div key={one.reason}>
          <h3>
            {texts.reasons[one.reason]} ({written(one)})
          </h3>
          <p>
            {one.tenants.map((alias, index) => (
              <span key={alias}>
                {index === 0 ? null : ', '}
                <a href={tenantPath(alias)}>{alias}</a>
              </span>
            ))}
            {one.count > one.tenants.length ? ` ${texts.andMore(one.count - one.tenants.length)}` : null}
          </p>
        </div>
      ))}
    </>
  );
}
