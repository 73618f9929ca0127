import type { ApiTokenDto } from '../../access/api-token.dto';
import type { ListPage } from '../../http/list-page';
import type { Problem } from '../../http/problem';
import { Action } from '../screen/action';
import { DataTable, Instant, Pager, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';

interface ApiTokensPageProps {
  readonly screen: Screen;
  readonly page: ListPage<ApiTokenDto>;
  readonly cursor: string | undefined;
  readonly problem: Problem | undefined;
}

const PATH = '/admin/api-tokens';

export function ApiTokensPage({ screen, page, cursor, problem }: ApiTokensPageProps) {
  const texts = screen.texts.apiTokens;
  const { items, nextCursor } = page;
  const columns = [texts.name, texts.reach, texts.role, texts.expiresAt, texts.createdAt, texts.lastUsedAt];
  return (
    <>
      <h1>{texts.title}</h1>
      <ProblemNotice screen={screen} problem={problem} />
      {mayChange(screen) ? (
        <p class="actions">
          <a role="button" href="/admin/new-api-token">
            {texts.create}
          </a>
        </p>
      ) : null}
      {items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable caption={texts.title} columns={mayChange(screen) ? [...columns, texts.actions] : columns}>
          {items.map((token) => (
            <Row key={token.id} screen={screen} token={token} />
          ))}
        </DataTable>
      )}
      <Pager screen={screen} path={PATH} cursor={cursor} nextCursor={nextCursor} />
    </>
  );
}

function Row({ screen, token }: { readonly screen: Screen; readonly token: ApiTokenDto }) {
  const texts = screen.texts.apiTokens;
  const { id, name, tenant, role, expiresAt, createdAt, lastUsedAt } = token;
  const at = (date: string | null) => <Instant screen={screen} date={date} />;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{tenant === null ? texts.platform : <a href={tenantPath(tenant)}>{tenant}</a>}</td>
      <td>{texts.roles[role]}</td>
      <td>{expiresAt === null ? texts.never : at(expiresAt)}</td>
      <td>{at(createdAt)}</td>
      <td>{at(lastUsedAt)}</td>
      {mayChange(screen) ? (
        <td>
          <Action
            screen={screen}
            action={`${PATH}/${id}/delete`}
            label={texts.remove}
            of={name}
            tone="danger"
          />
        </td>
      ) : null}
    </tr>
  );
}
