import { type CreatedSetupLinkDto, type SetupLinkDto } from '../../setup-links/setup-link.dto';
import { Form, SelectField, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { CopyText, DataTable, Instant, Pager, ProblemNotice } from '../screen/parts';
import { type Screen, tenantPath } from '../screen/screen';

/** How long a link may last, in days. */
const DAYS = [1, 7, 14, 30];

interface SetupLinksPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly links: readonly SetupLinkDto[];
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
  readonly form: FormState;
  /** Just made, and shown this once. */
  readonly created: CreatedSetupLinkDto | undefined;
}

export function SetupLinksPage(props: SetupLinksPageProps) {
  const { screen, alias, links, created } = props;
  const texts = screen.texts.setupLinks;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {created ? (
        <section class="notice good" role="status">
          <p>{texts.made}</p>
          <CopyText screen={screen} id="setup-link" text={created.url} />
        </section>
      ) : null}
      <MakeLink {...props} />
      <section>
        <h2>{texts.list}</h2>
        {links.length === 0 ? <p>{texts.none}</p> : <Links screen={screen} alias={alias} links={links} />}
        <Pager
          screen={screen}
          path={tenantPath(alias, '/setup-links')}
          cursor={props.cursor}
          nextCursor={props.nextCursor}
        />
      </section>
    </>
  );
}

function MakeLink({ screen, alias, form }: SetupLinksPageProps) {
  const texts = screen.texts.setupLinks;
  const options = DAYS.map((days) => ({ value: String(days * 86_400), label: texts.day(days) }));
  return (
    <section>
      <h2>{texts.make}</h2>
      <ProblemNotice screen={screen} problem={form.problem} labels={{ ...texts, ttlSeconds: texts.days }} />
      <Form screen={screen} action={tenantPath(alias, '/setup-links')}>
        <TextField form={form} name="note" label={texts.note} hint={texts.noteHint} maxLength={200} />
        <SelectField form={form} name="ttlSeconds" label={texts.days} options={options} />
        <button type="submit">{texts.makeButton}</button>
      </Form>
    </section>
  );
}

function Links({ screen, alias, links }: Pick<SetupLinksPageProps, 'screen' | 'alias' | 'links'>) {
  const texts = screen.texts.setupLinks;
  const columns = [
    texts.note,
    texts.state,
    texts.createdBy,
    texts.createdAt,
    texts.openedAt,
    texts.expiresAt,
  ];
  return (
    <DataTable caption={texts.list} columns={[...columns, texts.action]}>
      {links.map((link) => (
        <tr key={link.id}>
          <td>{link.note ?? '–'}</td>
          <td>{texts.states[link.state]}</td>
          <td>{link.createdBy}</td>
          <td>
            <Instant screen={screen} date={link.createdAt} />
          </td>
          <td>{link.openedAt === null ? '–' : <Instant screen={screen} date={link.openedAt} />}</td>
          <td>
            <Instant screen={screen} date={link.expiresAt} />
          </td>
          <td>{link.state === 'revoked' ? null : <Revoke screen={screen} alias={alias} id={link.id} />}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function Revoke({ screen, alias, id }: { screen: Screen; alias: string; id: string }) {
  return (
    <Form screen={screen} action={tenantPath(alias, `/setup-links/${id}/revoke`)}>
      <button type="submit" class="outline small danger">
        {screen.texts.setupLinks.revoke}
      </button>
    </Form>
  );
}
