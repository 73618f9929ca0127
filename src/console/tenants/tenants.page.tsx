import type { ListPage } from '../../http/list-page';
import type { TenantDto } from '../../tenants/tenant.dto';
import { TextField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { DataTable, Instant, Pager } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import { SsoState } from './sso-state';

interface TenantsPageProps {
  readonly screen: Screen;
  readonly page: ListPage<TenantDto>;
  readonly query: string | undefined;
  readonly cursor: string | undefined;
  readonly now: Date;
}

const PATH = '/admin/tenants';

/** All of them, or those that begin with what was searched for. */
export function TenantsPage({ screen, page, query, cursor, now }: TenantsPageProps) {
  const { items, nextCursor } = page;
  const texts = screen.texts.tenants;
  const path = query === undefined ? PATH : `${PATH}?query=${encodeURIComponent(query)}`;
  return (
    <>
      <h1>{texts.title}</h1>
      <Search screen={screen} query={query} />
      {mayChange(screen) ? (
        <p class="actions">
          <a role="button" href="/admin/new-tenant">
            {texts.create}
          </a>
        </p>
      ) : null}
      {items.length === 0 ? (
        <p role="status">{query === undefined ? texts.empty : texts.nothingFound(query)}</p>
      ) : (
        <DataTable
          caption={texts.title}
          columns={[texts.alias, texts.displayName, texts.domains, texts.sso, texts.createdAt]}
        >
          {items.map((tenant) => (
            <Row key={tenant.alias} screen={screen} tenant={tenant} now={now} />
          ))}
        </DataTable>
      )}
      <Pager screen={screen} path={path} cursor={cursor} nextCursor={nextCursor} />
    </>
  );
}

function Search({ screen, query }: Pick<TenantsPageProps, 'screen' | 'query'>) {
  const texts = screen.texts.tenants;
  return (
    <form method="get" action={PATH} role="search">
      <TextField
        form={new FormState({ query })}
        name="query"
        type="search"
        label={texts.search}
        hint={texts.searchHint}
        maxLength={128}
      />
      <button type="submit" class="outline">
        {texts.find}
      </button>
      {query === undefined ? null : <a href={PATH}>{texts.all}</a>}
    </form>
  );
}

interface RowProps extends Pick<TenantsPageProps, 'screen' | 'now'> {
  readonly tenant: TenantDto;
}

function Row({ screen, tenant, now }: RowProps) {
  const domains = [tenant.defaultDomain, tenant.domainAlias, tenant.auxiliaryDomain];
  return (
    <tr>
      <th scope="row">
        <a href={tenantPath(tenant.alias)}>{tenant.alias}</a>
      </th>
      <td>{tenant.displayName}</td>
      <td>{domains.filter((domain) => domain !== null).join(', ')}</td>
      <td>
        <SsoState screen={screen} tenant={tenant} now={now} />
      </td>
      <td>
        <Instant screen={screen} date={tenant.createdAt} />
      </td>
    </tr>
  );
}
