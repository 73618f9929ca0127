import { Form, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { GeneralFields } from './settings-fields';

interface NewTenantProps {
  readonly screen: Screen;
  readonly form: FormState;
}

export function NewTenantPage({ screen, form }: NewTenantProps) {
  const texts = screen.texts.tenants;
  return (
    <>
      <h1>{texts.create}</h1>
      <ProblemNotice screen={screen} problem={form.problem} labels={texts} />
      <Form screen={screen} action="/admin/new-tenant">
        <TextField
          form={form}
          name="alias"
          label={texts.alias}
          hint={texts.aliasHint}
          maxLength={50}
          isRequired
        />
        <GeneralFields form={form} texts={texts} />
        <div class="actions">
          <button type="submit">{texts.create}</button>
          <a href="/admin/tenants">{screen.texts.frame.cancel}</a>
        </div>
      </Form>
    </>
  );
}
