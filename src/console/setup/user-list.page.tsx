import type { ImportedUser } from '../../ram-users/import/imported-user';
import { Form, TextArea } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { DataTable, Facts, ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { stepPath } from './step-frame';
import type { ImportTally } from './user-lists.service';

interface ListFormProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly form: FormState;
}

/** Many users: a file, or pasted. */
export function UserListForm({ screen, alias, form }: ListFormProps) {
  const texts = screen.texts.setup.users;
  return (
    <section>
      <h2>{texts.many}</h2>
      <ProblemNotice screen={screen} problem={form.problem} />
      <p>{texts.csvLead}</p>
      <pre tabIndex={0}>
        <code>{'userName,displayName,email\nalice,Alice Ngo,alice@acme.example'}</code>
      </pre>
      <Form screen={screen} action={`${stepPath(alias, 'users')}/csv`} encoding="multipart/form-data">
        <div class="field" data-drop>
          <label htmlFor="csv">{texts.csvFile}</label>
          <input id="csv" name="csv" type="file" accept=".csv,text/csv" aria-describedby="csv-hint" />
          <small id="csv-hint" class="hint">
            {texts.csvHint}
          </small>
        </div>
        <TextArea form={form} name="csvText" label={texts.csvPaste} rows={5} />
        <button type="submit">{texts.csvLook}</button>
      </Form>
    </section>
  );
}

interface ListPreviewProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly tally: ImportTally;
}

/** What would be done, and what can't be. */
export function UserListPreview({ screen, alias, tally }: ListPreviewProps) {
  const texts = screen.texts.setup.users;
  const { created, updated } = tally.counts;
  return (
    <>
      <h2>{texts.previewTitle}</h2>
      <Counts screen={screen} tally={tally} />
      {created + updated > 0 ? (
        <Form screen={screen} action={`${stepPath(alias, 'users')}/import`}>
          <button type="submit">{texts.import(created + updated)}</button>
        </Form>
      ) : null}
      <RefusedLines screen={screen} tally={tally} />
      <p>
        <a href={stepPath(alias, 'users')}>{texts.csvOther}</a>
      </p>
    </>
  );
}

function Counts({ screen, tally: { counts } }: Pick<ListPreviewProps, 'screen' | 'tally'>) {
  const texts = screen.texts.setup.users.results;
  return (
    <Facts
      facts={(['created', 'updated', 'unchanged', 'refused'] as const).map((result) => ({
        term: texts[result],
        value: counts[result],
      }))}
    />
  );
}

/** Each line that is not right, and why. */
function RefusedLines({ screen, tally }: Pick<ListPreviewProps, 'screen' | 'tally'>) {
  const { users: texts } = screen.texts.setup;
  const { refused, counts } = tally;
  if (refused.length === 0) return null;
  return (
    <section>
      <h3>{texts.refusedLines(refused.length, counts.refused)}</h3>
      <DataTable caption={texts.results.refused} columns={[texts.line, texts.userName, texts.why]}>
        {refused.map((user) => (
          <tr key={user.line}>
            <td>{user.line}</td>
            <td>{user.userName ?? '–'}</td>
            <td lang="en">{reasonOf(user)}</td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

function reasonOf({ errors = [], code }: ImportedUser): string {
  const told = errors.map(({ field, message }) => (field === 'line' ? message : `${field} ${message}`));
  return told.length > 0 ? told.join('; ') : (code ?? '');
}

interface ProgressProps {
  readonly screen: Screen;
  readonly tally: ImportTally;
  /** Lines of the whole list. */
  readonly total: number;
}

/** How far an import is: each takes the place of the one before. */
export function ImportProgress({ screen, tally, total }: ProgressProps) {
  const texts = screen.texts.setup.users;
  return (
    <p class="latest">
      <progress value={tally.lines} max={Math.max(total, tally.lines)} aria-label={texts.progress} />{' '}
      {texts.progressOf(tally.lines, Math.max(total, tally.lines))}
    </p>
  );
}

export function ImportDone({ screen, tally }: Pick<ListPreviewProps, 'screen' | 'tally'>) {
  return (
    <div class="latest">
      <p class="notice good">{screen.texts.setup.users.imported}</p>
      <Counts screen={screen} tally={tally} />
      <RefusedLines screen={screen} tally={tally} />
    </div>
  );
}
