import type { DriftDto, TrustHealthDto } from '../../trust-health/trust-health.dto';
import { CertificatesChart } from '../charts/certificates-chart';
import { DataTable, Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';

interface CertificatesProps {
  readonly screen: Screen;
  readonly health: TrustHealthDto;
}

/** On a time line, and as a table. */
export function Certificates({ screen, health }: CertificatesProps) {
  const texts = screen.texts.trust;
  const title = texts.certificates;
  const certificates = health.idp.signingCertificates.map(
    ({ subject, sha256Fingerprint, notBefore, notAfter }) => ({
      subject,
      sha256Fingerprint,
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
    }),
  );
  return (
    <section>
      <h2>{title}</h2>
      <CertificatesChart
        id="certificates"
        now={new Date(health.checkedAt)}
        certificates={certificates}
        texts={{ title, summary: texts.chartSummary(certificates.length), today: texts.today }}
      />
      <CertificatesTable screen={screen} health={health} />
    </section>
  );
}

function CertificatesTable({ screen, health }: CertificatesProps) {
  const texts = screen.texts.trust;
  const used = new Map(health.signedBy.map((use) => [use.sha256Fingerprint, use.lastAt]));
  const at = (date: string | null) => <Instant screen={screen} date={date} />;
  return (
    <DataTable
      caption={`${texts.certificates} (${screen.texts.dashboard.chart.asTable})`}
      columns={[texts.subject, texts.from, texts.until, texts.used, texts.fingerprint]}
    >
      {health.idp.signingCertificates.map(({ subject, sha256Fingerprint, notBefore, notAfter }) => (
        <tr key={sha256Fingerprint}>
          <th scope="row">{subject}</th>
          <td>{at(notBefore)}</td>
          <td>{at(notAfter)}</td>
          <td>{at(used.get(sha256Fingerprint) ?? null)}</td>
          <td>
            <code>{sha256Fingerprint}</code>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** What sign-ins were like, now and before; nothing where there were none. */
export function DriftTable({
  screen,
  drift,
}: {
  readonly screen: Screen;
  readonly drift: readonly DriftDto[];
}) {
  const texts = screen.texts.trust;
  const seen = drift.filter(({ lately, before }) => lately.length + before.length > 0);
  if (seen.length === 0) return null;
  const listed = (counts: DriftDto['lately']) =>
    counts.map(({ value, count }) => `${value} (${count})`).join(', ');
  return (
    <section>
      <h2>{texts.drift}</h2>
      <DataTable caption={texts.drift} columns={[texts.kind, texts.lately, texts.before]}>
        {seen.map(({ kind, lately, before }) => (
          <tr key={kind}>
            <th scope="row">{texts.kinds[kind]}</th>
            <td>{listed(lately)}</td>
            <td>{listed(before)}</td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
