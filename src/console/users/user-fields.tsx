import { SelectField, TextArea, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import type { Screen } from '../screen/screen';

interface UserFieldsProps {
  readonly screen: Screen;
  readonly form: FormState;
  readonly nameHint: string;
}

/** All of a user that his administrators set. */
export function UserFields({ screen, form, nameHint }: UserFieldsProps) {
  const texts = screen.texts.users;
  const { statuses, consoleRoles } = texts;
  const options = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return (
    <>
      <TextField
        form={form}
        name="userName"
        label={texts.userName}
        hint={nameHint}
        maxLength={64}
        isRequired
      />
      <TextField form={form} name="displayName" label={texts.displayName} maxLength={128} />
      <TextField form={form} name="email" label={texts.email} type="email" maxLength={254} />
      <TextField form={form} name="mobilePhone" label={texts.mobilePhone} type="tel" maxLength={32} />
      <TextArea form={form} name="comments" label={texts.comments} rows={2} />
      <SelectField form={form} name="status" label={texts.status} options={options(statuses)} />
      <SelectField
        form={form}
        name="consoleRole"
        label={texts.consoleRole}
        hint={texts.consoleRoleHint}
        options={options(consoleRoles)}
      />
    </>
  );
}
