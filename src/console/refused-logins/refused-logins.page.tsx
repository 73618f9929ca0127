import type { RefusedLoginDto } from '../../saml-login/refused-login/refused-login.dto';
import { TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { Badge, DataTable, Instant, Pager, ProblemNotice } from '../screen/parts';
import { type Screen, tenantPath } from '../screen/screen';

export interface RefusedLoginsPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly logins: readonly RefusedLoginDto[];
  readonly form: FormState;
  /** With what narrows it, and without a cursor. */
  readonly path: string;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
}

export function RefusedLoginsPage(props: RefusedLoginsPageProps) {
  const { screen, alias, logins, form } = props;
  const texts = screen.texts.refusedLogins;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <ProblemNotice screen={screen} problem={form.problem} labels={texts} />
      <form
        method="get"
        action={tenantPath(alias, '/refused-logins')}
        class="filters"
        aria-label={texts.filter}
      >
        <TextField form={form} name="code" label={texts.code} />
        <TextField form={form} name="requestId" label={texts.requestId} />
        <button type="submit">{texts.show}</button>
      </form>
      {logins.length === 0 ? <p>{texts.none}</p> : <Logins {...props} />}
      <Pager screen={screen} path={props.path} cursor={props.cursor} nextCursor={props.nextCursor} />
    </>
  );
}

function Logins({ screen, alias, logins }: RefusedLoginsPageProps) {
  const { refusedLogins: texts, frame } = screen.texts;
  return (
    <DataTable caption={texts.title} columns={Object.values(texts.columns)}>
      {logins.map((login) => (
        <tr key={login.requestId + login.time}>
          <td>
            <a href={tracePath(alias, login.requestId)}>
              <Instant screen={screen} date={login.time} />
            </a>
          </td>
          <td>
            <code>{login.code}</code>
          </td>
          <td>{login.userName ?? frame.none}</td>
          <td>{login.ip}</td>
          <td>
            <Badge tone={login.isSignedByTrustedKey ? 'good' : 'plain'}>
              {login.isSignedByTrustedKey ? frame.yes : frame.no}
            </Badge>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

export function tracePath(alias: string, requestId: string, rest = ''): string {
  return tenantPath(alias, `/refused-logins/${encodeURIComponent(requestId)}${rest}`);
}
