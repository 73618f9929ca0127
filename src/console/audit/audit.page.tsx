import type { AuditEventDto } from '../../audit/audit-event.dto';
import { SelectField, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { Badge, DataTable, Instant, Pager, ProblemNotice } from '../screen/parts';
import { queryOf } from '../screen/query';
import type { Screen } from '../screen/screen';
import { tracePath } from '../refused-logins/refused-logins.page';

export interface AuditPageProps {
  readonly screen: Screen;
  /** Null: of the platform, or of a tenant that was deleted. */
  readonly alias: string | null;
  readonly path: string;
  readonly events: readonly AuditEventDto[];
  readonly form: FormState;
  /** What narrows it: `?type=login`, or nothing. */
  readonly query: string;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
}

export function AuditPage(props: AuditPageProps) {
  const { screen, alias, path, events, form, query } = props;
  const texts = screen.texts.audit;
  const { tenantId } = form.values;
  return (
    <>
      <h1>{texts.title}</h1>
      {alias === null ? <p>{tenantId === undefined ? texts.ofPlatform : texts.ofTenant(tenantId)}</p> : null}
      <p>
        {texts.lead} <a href={`${path}/verify${queryOf({ tenantId })}`}>{screen.texts.verification.link}</a>
      </p>
      <ProblemNotice screen={screen} problem={form.problem} labels={texts} />
      <Filters screen={screen} form={form} action={path} isPlatforms={alias === null} />
      {events.length === 0 ? <p>{texts.none}</p> : <Events screen={screen} alias={alias} events={events} />}
      <Pager screen={screen} path={path + query} cursor={props.cursor} nextCursor={props.nextCursor} />
      <p class="actions">
        <span class="hint">{texts.export}</span>
        {['csv', 'json'].map((format) => (
          <a key={format} href={exportPath(path, query, format)} download>
            {format.toUpperCase()}
          </a>
        ))}
      </p>
    </>
  );
}

function exportPath(path: string, query: string, format: string): string {
  return `${path}/export${query}${query === '' ? '?' : '&'}format=${format}`;
}

interface FiltersProps {
  readonly screen: Screen;
  readonly form: FormState;
  readonly action: string;
  readonly isPlatforms: boolean;
}

function Filters({ screen, form, action, isPlatforms }: FiltersProps) {
  const texts = screen.texts.audit;
  const outcomes = [
    { value: '', label: texts.outcomes.any },
    { value: 'success', label: texts.outcomes.success },
    { value: 'refused', label: texts.outcomes.refused },
  ];
  return (
    <form method="get" action={action} class="filters" aria-label={texts.filter}>
      {isPlatforms ? (
        <TextField form={form} name="tenantId" label={texts.tenantId} hint={texts.tenantIdHint} />
      ) : null}
      <TextField form={form} name="type" label={texts.type} hint={texts.typeHint} />
      <TextField form={form} name="userName" label={texts.userName} />
      <TextField form={form} name="code" label={texts.code} hint={texts.codeHint} />
      <SelectField form={form} name="outcome" label={texts.outcome} options={outcomes} />
      <TextField form={form} name="requestId" label={texts.requestId} />
      <TextField form={form} name="from" label={texts.from} hint={texts.timeHint} />
      <TextField form={form} name="to" label={texts.to} hint={texts.timeHint} />
      <button type="submit">{texts.show}</button>
    </form>
  );
}

function Events({ screen, alias, events }: Pick<AuditPageProps, 'screen' | 'alias' | 'events'>) {
  const texts = screen.texts.audit;
  return (
    <DataTable caption={texts.title} columns={Object.values(texts.columns)}>
      {events.map((event) => (
        <tr key={event.id}>
          <td>
            <Instant screen={screen} date={event.time} />
          </td>
          <td>
            <code>{event.type}</code>
          </td>
          <td>{event.actor}</td>
          <td>{event.userName ?? ''}</td>
          <td>
            <Badge tone={event.outcome === 'success' ? 'good' : 'bad'}>{texts.outcomes[event.outcome]}</Badge>{' '}
            {event.code === undefined ? null : <code>{event.code}</code>}
          </td>
          <td>
            <EventDetails screen={screen} alias={alias} event={event} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

interface EventDetailsProps {
  readonly screen: Screen;
  readonly alias: string | null;
  readonly event: AuditEventDto;
}

function EventDetails({ screen, alias, event }: EventDetailsProps) {
  const { audit: texts, frame } = screen.texts;
  const { id, type, outcome, requestId, ip, details } = event;
  return (
    <>
      {alias !== null && type === 'login' && outcome === 'refused' ? (
        <a href={tracePath(alias, requestId)}>{texts.trace}</a>
      ) : null}
      {alias === null && typeof details.tenantId === 'string' ? (
        <a href={`/admin/audit${queryOf({ tenantId: details.tenantId })}`}>
          {texts.eventsOf(typeof details.alias === 'string' ? details.alias : details.tenantId)}
        </a>
      ) : null}
      <details>
        <summary>{texts.more}</summary>
        <p class="fine">
          {texts.eventId}: <code>{id}</code> · {frame.requestId}: <code>{requestId}</code> · {ip}
        </p>
        <pre tabIndex={0} role="region" aria-label={`${texts.more} ${id}`}>
          <code>{JSON.stringify(details, null, 2)}</code>
        </pre>
      </details>
    </>
  );
}
