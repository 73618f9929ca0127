import { FileField, Form, TextArea } from '../screen/fields';
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
        <FileField
          form={form}
          name="file"
          label={texts.file}
          hint={texts.fileHint}
          accept=".csv,.ndjson,.jsonl"
        />
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
