import type { SessionDto } from '../../sessions/session.dto';
import { Form } from '../screen/fields';
import { DataTable, Instant, Pager } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import { userPath } from '../users/users-paths';

interface SessionsPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly sessions: readonly SessionDto[];
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
}

export function SessionsPage({ screen, alias, sessions, cursor, nextCursor }: SessionsPageProps) {
  const texts = screen.texts.sessions;
  const columns = [texts.user, texts.since, texts.until, texts.at, texts.from, texts.browser];
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {sessions.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable caption={texts.title} columns={mayChange(screen) ? [...columns, texts.action] : columns}>
          {sessions.map((session) => (
            <SessionRow key={session.id} screen={screen} alias={alias} session={session} />
          ))}
        </DataTable>
      )}
      <Pager screen={screen} path={tenantPath(alias, '/sessions')} cursor={cursor} nextCursor={nextCursor} />
    </>
  );
}

interface SessionRowProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly session: SessionDto;
}

function SessionRow({ screen, alias, session }: SessionRowProps) {
  const { userName, ip, userAgent } = session;
  return (
    <tr>
      <th scope="row">
        <a href={userPath(alias, userName)}>{userName}</a>
      </th>
      <td>
        <Instant screen={screen} date={session.issuedAt} />
      </td>
      <td>
        <Instant screen={screen} date={session.expiresAt} />
      </td>
      <td>
        <Instant screen={screen} date={session.authnInstant} />
      </td>
      <td>{ip}</td>
      <td>{userAgent ?? '–'}</td>
      {mayChange(screen) ? (
        <td>
          <Form screen={screen} action={tenantPath(alias, '/sessions/sign-out')}>
            <input type="hidden" name="userName" value={userName} />
            <button type="submit" class="outline small">
              {screen.texts.sessions.signOut(userName)}
            </button>
          </Form>
        </td>
      ) : null}
    </tr>
  );
}
