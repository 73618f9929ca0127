import type { RamUserDto } from '../../ram-users/ram-user.dto';
import { TextField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { Badge, DataTable, Instant, Pager } from '../screen/parts';
import { mayChange, type Screen } from '../screen/screen';
import { userPath, usersPath } from './users-paths';

interface UsersPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly users: readonly RamUserDto[];
  readonly query: string;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
}

export function UsersPage(props: UsersPageProps) {
  const { screen, alias } = props;
  const texts = screen.texts.users;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <p class="actions">
        {mayChange(screen) ? (
          <>
            <a role="button" href={usersPath(alias, '/new')}>
              {texts.make}
            </a>
            <a role="button" class="outline" href={usersPath(alias, '/import')}>
              {texts.importMany}
            </a>
          </>
        ) : null}
        <a role="button" class="outline secondary" href={usersPath(alias, '/export')}>
          {texts.export}
        </a>
      </p>
      <Search {...props} />
      <FoundUsers {...props} />
    </>
  );
}

/** Where there is script, the list follows what is typed. */
function Search({ screen, alias, query }: UsersPageProps) {
  const texts = screen.texts.users;
  const path = usersPath(alias);
  const lively = {
    'hx-get': path,
    'hx-target': '#found',
    'hx-select': '#found',
    'hx-swap': 'outerHTML',
    'hx-trigger': 'input changed delay:300ms from:#query, submit',
    'hx-replace-url': 'true',
  };
  return (
    <form method="get" action={path} role="search" {...lively}>
      <TextField
        form={new FormState({ query })}
        name="query"
        type="search"
        label={texts.search}
        hint={texts.searchHint}
        maxLength={128}
      />
      <button type="submit" class="outline">
        {texts.search}
      </button>
    </form>
  );
}

function FoundUsers({ screen, alias, users, query, cursor, nextCursor }: UsersPageProps) {
  const texts = screen.texts.users;
  const columns = [texts.userName, texts.displayName, texts.email];
  const path = usersPath(alias, query === '' ? '' : `?query=${encodeURIComponent(query)}`);
  return (
    <div id="found" aria-live="polite">
      {users.length === 0 ? (
        <p>{query === '' ? texts.nobody : texts.nobodyFound}</p>
      ) : (
        <DataTable
          caption={texts.title}
          columns={[...columns, texts.status, texts.consoleRole, texts.lastLogin]}
        >
          {users.map((user) => (
            <UserRow key={user.id} screen={screen} alias={alias} user={user} />
          ))}
        </DataTable>
      )}
      <Pager screen={screen} path={path} cursor={cursor} nextCursor={nextCursor} />
    </div>
  );
}

interface UserRowProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly user: RamUserDto;
}

function UserRow({ screen, alias, user }: UserRowProps) {
  const texts = screen.texts.users;
  return (
    <tr>
      <th scope="row">
        <a href={userPath(alias, user.userName)}>{user.userName}</a>
      </th>
      <td>{user.displayName ?? '–'}</td>
      <td>{user.email ?? '–'}</td>
      <td>
        <Badge tone={user.status === 'active' ? 'good' : 'warn'}>{texts.statuses[user.status]}</Badge>
      </td>
      <td>{texts.consoleRoles[user.consoleRole]}</td>
      <td>{user.lastLoginAt ? <Instant screen={screen} date={user.lastLoginAt} /> : texts.never}</td>
    </tr>
  );
}
