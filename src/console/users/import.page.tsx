import { Form, TextArea } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { usersPath } from './users-paths';

interface ImportPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly form: FormState;
}

/** A file, or its lines. */
export function ImportPage({ screen, alias, form }: ImportPageProps) {
  const texts = screen.texts.userImport;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <ProblemNotice screen={screen} problem={form.problem} />
      <Form screen={screen} action={usersPath(alias, '/import/preview')} encoding="multipart/form-data">
        <div class="field" data-drop>
          <label htmlFor="file">{texts.file}</label>
          <input
            id="file"
            name="file"
            type="file"
            accept=".csv,.ndjson,.jsonl"
            aria-describedby="file-hint"
          />
          <small id="file-hint" class="hint">
            {texts.fileHint}
          </small>
        </div>
        <TextArea form={form} name="text" label={texts.text} rows={6} />
        <div class="actions">
          <button type="submit">{texts.preview}</button>
          <a role="button" class="outline secondary" href={usersPath(alias)}>
            {screen.texts.frame.cancel}
          </a>
        </div>
      </Form>
    </>
  );
}
