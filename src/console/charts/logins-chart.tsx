import { DataTable } from '../screen/parts';
import { rounded, type Scale, scaleFor } from './scale';

export interface ChartedDay {
  /** In UTC, `2026-01-31`. */
  readonly day: string;
  readonly succeeded: number;
  readonly refused: number;
}

export interface LoginsChartTexts {
  readonly title: string;
  /** For those who do not see it. */
  readonly summary: string;
  readonly asTable: string;
  readonly day: string;
  readonly succeeded: string;
  readonly refused: string;
}

interface LoginsChartProps {
  /** Of the page's only such chart, or else one of its own. */
  readonly id: string;
  /** The oldest first. */
  readonly days: readonly ChartedDay[];
  readonly texts: LoginsChartTexts;
}

const WIDTH = 720;
const HEIGHT = 220;
const PLOT = { left: 48, right: 712, top: 12, bottom: 192 } as const;
const LABEL_EVERY = 7;

/** Sign-ins and, on top of them, refusals of each day; and the same as a table. */
export function LoginsChart({ id, days, texts }: LoginsChartProps) {
  const scale = scaleFor(Math.max(0, ...days.map(({ succeeded, refused }) => succeeded + refused)));
  return (
    <figure class="chart recent">
      <div class="scroll" role="region" aria-label={texts.title} tabIndex={0}>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-summary`}
        >
          <title id={`${id}-title`}>{texts.title}</title>
          <desc id={`${id}-summary`}>{texts.summary}</desc>
          <Lines scale={scale} />
          {days.map((day, index) => (
            <Bar key={day.day} day={day} slot={slotOf(index, days.length)} scale={scale} texts={texts} />
          ))}
          <DayLabels days={days} />
        </svg>
      </div>
      <figcaption>
        <span class="key succeeded">{texts.succeeded}</span> <span class="key refused">{texts.refused}</span>
      </figcaption>
      <DaysTable days={days} texts={texts} />
    </figure>
  );
}

interface Slot {
  readonly left: number;
  readonly width: number;
}

function slotOf(index: number, count: number): Slot {
  const width = (PLOT.right - PLOT.left) / Math.max(count, 1);
  return { left: PLOT.left + index * width, width };
}

function heightOf(count: number, { top }: Scale): number {
  return (count / top) * (PLOT.bottom - PLOT.top);
}

function Lines({ scale }: { readonly scale: Scale }) {
  return (
    <g class="axis" aria-hidden="true">
      {scale.lines.map((count) => {
        const y = rounded(PLOT.bottom - heightOf(count, scale));
        return (
          <g key={count}>
            <line x1={PLOT.left} x2={PLOT.right} y1={y} y2={y} />
            <text x={PLOT.left - 6} y={y + 4} text-anchor="end">
              {count}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface BarProps {
  readonly day: ChartedDay;
  readonly slot: Slot;
  readonly scale: Scale;
  readonly texts: LoginsChartTexts;
}

function Bar({ day: { day, succeeded, refused }, slot, scale, texts }: BarProps) {
  const [x, width] = [rounded(slot.left + slot.width * 0.15), rounded(slot.width * 0.7)];
  const [good, bad] = [heightOf(succeeded, scale), heightOf(refused, scale)];
  return (
    <g>
      <title>{`${day} · ${texts.succeeded}: ${succeeded} · ${texts.refused}: ${refused}`}</title>
      {succeeded === 0 ? null : (
        <rect
          class="bar succeeded"
          x={x}
          y={rounded(PLOT.bottom - good)}
          width={width}
          height={rounded(good)}
        />
      )}
      {refused === 0 ? null : (
        <rect
          class="bar refused"
          x={x}
          y={rounded(PLOT.bottom - good - bad)}
          width={width}
          height={rounded(bad)}
        />
      )}
    </g>
  );
}

/** Today's, and each of a week before. */
function DayLabels({ days }: { readonly days: readonly ChartedDay[] }) {
  return (
    <g class="axis" aria-hidden="true">
      {days.map(({ day }, index) => {
        if ((days.length - 1 - index) % LABEL_EVERY !== 0) return null;
        const { left, width } = slotOf(index, days.length);
        return (
          <text key={day} x={rounded(left + width / 2)} y={PLOT.bottom + 18} text-anchor="middle">
            {day.slice(5)}
          </text>
        );
      })}
    </g>
  );
}

function DaysTable({ days, texts }: Pick<LoginsChartProps, 'days' | 'texts'>) {
  return (
    <details>
      <summary>{texts.asTable}</summary>
      <DataTable caption={texts.asTable} columns={[texts.day, texts.succeeded, texts.refused]}>
        {days.toReversed().map(({ day, succeeded, refused }) => (
          <tr key={day}>
            <th scope="row">
              <time dateTime={day}>{day}</time>
            </th>
            <td>{succeeded}</td>
            <td>{refused}</td>
          </tr>
        ))}
      </DataTable>
    </details>
  );
}
