import type { CountedDto, EndingDto, ShownLoginsDto, TenantEndingDto } from '../../dashboard/dashboard.dto';
import { LoginsChart } from '../charts/logins-chart';
import { Badge, DataTable, Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { tenantPath } from '../screen/screen';

/** So many, or more than that. */
export function written({ count, more }: CountedDto): string {
  return more ? `${count.toLocaleString('en')}+` : count.toLocaleString('en');
}

interface LoginsProps {
  readonly screen: Screen;
  readonly logins: ShownLoginsDto;
}

export function Logins({ screen, logins }: LoginsProps) {
  const texts = screen.texts.dashboard;
  const { days, refusals } = logins;
  const sum = (of: 'succeeded' | 'refused') => days.reduce((total, day) => total + day[of], 0);
  const summary = texts.chart.summary(sum('succeeded'), sum('refused'));
  return (
    <section>
      <h2>{texts.logins}</h2>
      <p>
        {summary} <span class="fine">{texts.loginsHint}</span>
      </p>
      <LoginsChart id="logins" days={days} texts={{ ...texts.chart, summary }} />
      <h3>{texts.refusals}</h3>
      {refusals.length === 0 ? (
        <p>{texts.noRefusals}</p>
      ) : (
        <DataTable caption={texts.refusals} columns={[texts.refusal, texts.count]}>
          {refusals.map(({ code, count }) => (
            <tr key={code}>
              <th scope="row">
                <code>{code}</code>
              </th>
              <td>{count}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </section>
  );
}

interface EndingsProps {
  readonly screen: Screen;
  readonly endings: readonly (EndingDto & Partial<Pick<TenantEndingDto, 'tenant'>>)[];
}

/** Of one tenant, or of several, whose names stand there then. */
export function Endings({ screen, endings }: EndingsProps) {
  const texts = screen.texts.dashboard;
  if (endings.length === 0) return <p>{texts.noEndings}</p>;
  const isOfSeveral = endings.some(({ tenant }) => tenant !== undefined);
  const columns = [texts.what, texts.name, texts.ends, texts.daysLeft];
  return (
    <DataTable caption={texts.endings} columns={isOfSeveral ? [texts.tenant, ...columns] : columns}>
      {endings.map(({ tenant, kind, subject, sha256Fingerprint, notAfter, daysLeft }) => (
        <tr key={`${tenant} ${kind} ${sha256Fingerprint}`}>
          {tenant === undefined ? null : (
            <td>
              <a href={tenantPath(tenant)}>{tenant}</a>
            </td>
          )}
          <td>{texts.kinds[kind]}</td>
          <td>{subject}</td>
          <td>
            <Instant screen={screen} date={notAfter} />
          </td>
          <td>
            <Badge tone={toneOf(daysLeft)}>{daysLeft}</Badge>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function toneOf(daysLeft: number): 'bad' | 'warn' | 'plain' {
  if (daysLeft <= 7) return 'bad';
  return daysLeft <= 30 ? 'warn' : 'plain';
}
