import { ImportResults } from '../imports/import-result';
import type { ImportTally } from '../imports/import-tally';
import { FileField, Form, TextArea } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { stepPath } from './step-frame';

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
        <FileField form={form} name="csv" label={texts.csvFile} hint={texts.csvHint} accept=".csv,text/csv" />
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
  const texts = screen.texts.userImport;
  const { created, updated } = tally.counts;
  return (
    <>
      <p>{texts.wouldDo}</p>
      <ImportResults screen={screen} tally={tally} />
      {created + updated > 0 ? (
        <Form screen={screen} action={`${stepPath(alias, 'users')}/import`}>
          <button type="submit">{texts.importNow(created + updated)}</button>
        </Form>
      ) : null}
      <p>
        <a href={stepPath(alias, 'users')}>{texts.other}</a>
      </p>
    </>
  );
}

export function ImportDone({ screen, tally }: Pick<ListPreviewProps, 'screen' | 'tally'>) {
  return (
    <>
      <p class="notice good">{screen.texts.userImport.did}</p>
      <ImportResults screen={screen} tally={tally} />
    </>
  );
}
