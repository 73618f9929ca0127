import { Badge, DataTable, Instant } from '../screen/parts';
import { type Screen, tenantPath } from '../screen/screen';
import { tracePath } from '../refused-logins/refused-logins.page';

/** An event that a request caused; without a tenant: the platform's, or of a tenant that is gone. */
export interface FoundEvent {
  readonly id: string;
  readonly time: string;
  readonly type: string;
  readonly outcome: 'success' | 'refused';
  readonly code: string | undefined;
  readonly requestId: string;
  readonly alias: string | null;
}

export interface FoundUser {
  readonly userName: string;
  readonly displayName: string | null;
}

export interface SearchPageProps {
  readonly screen: Screen;
  readonly query: string;
  /** Whose users were looked through. */
  readonly alias: string | undefined;
  readonly events: readonly FoundEvent[];
  readonly users: readonly FoundUser[];
}

export function SearchPage(props: SearchPageProps) {
  const { screen, query, alias, events, users } = props;
  const texts = screen.texts.search;
  const isEmpty = query === '';
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{isEmpty ? texts.empty : texts.lead(query)}</p>
      {events.length > 0 ? <Events screen={screen} events={events} /> : null}
      {alias !== undefined && users.length > 0 ? <Users screen={screen} alias={alias} users={users} /> : null}
      {!isEmpty && events.length + users.length === 0 ? <p>{texts.nothing}</p> : null}
      {!isEmpty && alias === undefined ? <p class="hint">{texts.noTenant}</p> : null}
    </>
  );
}

function Events({ screen, events }: Pick<SearchPageProps, 'screen' | 'events'>) {
  const { search: texts, audit } = screen.texts;
  return (
    <section>
      <h2>{texts.events}</h2>
      <DataTable caption={texts.events} columns={Object.values(texts.columns)}>
        {events.map((event) => (
          <tr key={event.id}>
            <td>
              <Instant screen={screen} date={event.time} />
            </td>
            <td>{event.alias ?? texts.platform}</td>
            <td>
              {event.alias === null ? (
                <code>{event.type}</code>
              ) : (
                <a href={eventPath(event, event.alias)}>{event.type}</a>
              )}
            </td>
            <td>
              <Badge tone={event.outcome === 'success' ? 'good' : 'bad'}>
                {audit.outcomes[event.outcome]}
              </Badge>{' '}
              {event.code === undefined ? null : <code>{event.code}</code>}
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

function eventPath({ type, outcome, requestId }: FoundEvent, alias: string): string {
  if (type === 'login' && outcome === 'refused') return tracePath(alias, requestId);
  return tenantPath(alias, `/audit?requestId=${encodeURIComponent(requestId)}`);
}

function Users({
  screen,
  alias,
  users,
}: { readonly alias: string } & Pick<SearchPageProps, 'screen' | 'users'>) {
  const texts = screen.texts.search;
  return (
    <section>
      <h2>{texts.users(alias)}</h2>
      <ul>
        {users.map(({ userName, displayName }) => (
          <li key={userName}>
            <a href={tenantPath(alias, `/users/named/${encodeURIComponent(userName)}`)}>{userName}</a>{' '}
            {displayName}
          </li>
        ))}
      </ul>
    </section>
  );
}
