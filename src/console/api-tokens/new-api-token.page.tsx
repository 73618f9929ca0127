import { Form, SelectField, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { CopyText, Facts, ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';

export function NewApiTokenPage({ screen, form }: { readonly screen: Screen; readonly form: FormState }) {
  const texts = screen.texts.apiTokens;
  const roles = (['viewer', 'admin'] as const).map((value) => ({ value, label: texts.roles[value] }));
  return (
    <>
      <h1>{texts.create}</h1>
      <ProblemNotice screen={screen} problem={form.problem} labels={texts} />
      <Form screen={screen} action="/admin/new-api-token">
        <TextField
          form={form}
          name="name"
          label={texts.name}
          hint={texts.nameHint}
          maxLength={128}
          isRequired
        />
        <TextField form={form} name="tenant" label={texts.tenant} hint={texts.tenantHint} maxLength={50} />
        <SelectField form={form} name="role" label={texts.role} options={roles} />
        <TextField
          form={form}
          name="expiresAt"
          label={texts.expiresAt}
          hint={texts.expiresAtHint}
          type="datetime-local"
        />
        <div class="actions">
          <button type="submit">{texts.create}</button>
          <a href="/admin/api-tokens">{screen.texts.frame.cancel}</a>
        </div>
      </Form>
    </>
  );
}

interface MadeProps {
  readonly screen: Screen;
  readonly name: string;
  readonly secret: string;
}

/** The only page that shows the secret. */
export function MadeApiTokenPage({ screen, name, secret }: MadeProps) {
  const texts = screen.texts.apiTokens;
  return (
    <>
      <h1>{texts.madeTitle}</h1>
      <p class="notice warn" role="status">
        {texts.made}
      </p>
      <Facts
        facts={[
          { term: texts.name, value: name },
          { term: texts.secret, value: <CopyText screen={screen} id="secret" text={secret} /> },
        ]}
      />
      <p>
        <a href="/admin/api-tokens">{texts.toList}</a>
      </p>
    </>
  );
}
