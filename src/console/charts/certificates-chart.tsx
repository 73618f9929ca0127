import { rounded, shareOf } from './scale';

export interface ChartedCertificate {
  readonly subject: string;
  readonly sha256Fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface CertificatesChartTexts {
  readonly title: string;
  /** For those who do not see it; the page has a table of the same beside it. */
  readonly summary: string;
  readonly today: string;
}

interface CertificatesChartProps {
  readonly id: string;
  readonly certificates: readonly ChartedCertificate[];
  readonly now: Date;
  readonly texts: CertificatesChartTexts;
}

const YEAR_MS = 365.25 * 86_400_000;
/** What ends soon must be seen, beside a certificate of a hundred years too: this much is shown, and what goes on beyond has a point. */
const SHOWN_BEFORE_MS = YEAR_MS;
const SHOWN_AFTER_MS = 3 * YEAR_MS;
const SOON_MS = 30 * 86_400_000;

const WIDTH = 720;
const PLOT = { left: 8, right: 712, top: 26 } as const;
const ROW_HEIGHT = 40;
const BAR_HEIGHT = 12;
const LONGEST_LABEL = 70;

interface Window {
  readonly from: number;
  readonly to: number;
}

/** When each certificate is valid, with a mark at today. */
export function CertificatesChart({ id, certificates, now, texts }: CertificatesChartProps) {
  const window = { from: now.getTime() - SHOWN_BEFORE_MS, to: now.getTime() + SHOWN_AFTER_MS };
  const bottom = PLOT.top + certificates.length * ROW_HEIGHT;
  return (
    <figure class="chart">
      <div class="scroll" role="region" aria-label={texts.title} tabIndex={0}>
        <svg
          viewBox={`0 0 ${WIDTH} ${bottom + 8}`}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-summary`}
        >
          <title id={`${id}-title`}>{texts.title}</title>
          <desc id={`${id}-summary`}>{texts.summary}</desc>
          <Years window={window} bottom={bottom} />
          {certificates.map((certificate, index) => (
            <Row
              key={certificate.sha256Fingerprint}
              certificate={certificate}
              top={PLOT.top + index * ROW_HEIGHT}
              window={window}
              now={now}
            />
          ))}
          <Today at={placeOf(now.getTime(), window)} bottom={bottom} label={texts.today} />
        </svg>
      </div>
    </figure>
  );
}

function placeOf(time: number, { from, to }: Window): number {
  return rounded(PLOT.left + shareOf(time, from, to) * (PLOT.right - PLOT.left));
}

/** `past` has ended or not begun; `soon` ends within a month. */
function stateOf({ notBefore, notAfter }: ChartedCertificate, now: Date): 'past' | 'soon' | 'valid' {
  const left = notAfter.getTime() - now.getTime();
  if (left <= 0 || notBefore > now) return 'past';
  return left <= SOON_MS ? 'soon' : 'valid';
}

interface RowProps {
  readonly certificate: ChartedCertificate;
  readonly top: number;
  readonly window: Window;
  readonly now: Date;
}

function Row({ certificate, top, window, now }: RowProps) {
  const { subject, notBefore, notAfter } = certificate;
  const [from, to] = [placeOf(notBefore.getTime(), window), placeOf(notAfter.getTime(), window)];
  const label = subject.length > LONGEST_LABEL ? `${subject.slice(0, LONGEST_LABEL - 1)}…` : subject;
  const [y, isBeyond] = [top + 18, notAfter.getTime() > window.to];
  return (
    <g>
      <title>{`${subject}: ${dayOf(notBefore)} – ${dayOf(notAfter)}`}</title>
      <text class="label" x={PLOT.left} y={top + 12} aria-hidden="true">
        {`${label} · ${dayOf(notAfter)}`}
      </text>
      <rect
        class={`bar ${stateOf(certificate, now)}`}
        x={from}
        y={y}
        width={Math.max(rounded(to - from), 2)}
        height={BAR_HEIGHT}
        rx="2"
      />
      {isBeyond ? (
        <path class="beyond" d={`M${to} ${y} l7 ${BAR_HEIGHT / 2} l-7 ${BAR_HEIGHT / 2} z`} />
      ) : null}
    </g>
  );
}

/** A line at the beginning of each year. */
function Years({ window, bottom }: { readonly window: Window; readonly bottom: number }) {
  const first = new Date(window.from).getUTCFullYear() + 1;
  const last = new Date(window.to).getUTCFullYear();
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    <g class="axis" aria-hidden="true">
      {years.map((year) => {
        const x = placeOf(Date.UTC(year, 0, 1), window);
        return (
          <g key={year}>
            <line x1={x} x2={x} y1={PLOT.top - 6} y2={bottom} />
            <text x={x} y={PLOT.top - 10} text-anchor="middle">
              {year}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface TodayProps {
  readonly at: number;
  readonly bottom: number;
  readonly label: string;
}

function Today({ at, bottom, label }: TodayProps) {
  return (
    <g class="today" aria-hidden="true">
      <title>{label}</title>
      <line x1={at} x2={at} y1={PLOT.top - 6} y2={bottom + 4} />
    </g>
  );
}

/** In UTC. */
function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
