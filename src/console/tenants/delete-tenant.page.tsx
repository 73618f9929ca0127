import { Form, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import { type Screen, tenantPath } from '../screen/screen';

interface DeleteTenantProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly form: FormState;
}

export function DeleteTenantPage({ screen, alias, form }: DeleteTenantProps) {
  const texts = screen.texts.tenants;
  return (
    <>
      <h1>{texts.deleteTitle(alias)}</h1>
      <p class="notice warn">{texts.deleteLead}</p>
      <ProblemNotice screen={screen} problem={form.problem} labels={texts} />
      <Form screen={screen} action={tenantPath(alias, '/delete')}>
        <TextField form={form} name="alias" label={texts.deleteConfirm(alias)} maxLength={50} isRequired />
        <div class="actions">
          <button type="submit" class="danger">
            {texts.deleteForGood}
          </button>
          <a href={tenantPath(alias, '/settings')}>{screen.texts.frame.cancel}</a>
        </div>
      </Form>
    </>
  );
}
