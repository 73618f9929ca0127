import { Form, TextField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { stepPath } from './step-frame';
import { UserListForm } from './user-list.page';

interface UsersPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly active: number;
  readonly form: FormState;
}

/** Step 4: one user, or many. */
export function UsersStepPage({ screen, alias, active, form }: UsersPageProps) {
  const texts = screen.texts.setup.users;
  return (
    <>
      <p>{texts.lead}</p>
      <p>
        <strong>{texts.count(active)}</strong>
      </p>
      <section>
        <h2>{texts.one}</h2>
        <ProblemNotice screen={screen} problem={form.problem} labels={texts} />
        <Form screen={screen} action={stepPath(alias, 'users')}>
          <TextField
            form={form}
            name="userName"
            label={texts.userName}
            hint={texts.userNameHint}
            maxLength={64}
            isRequired
          />
          <TextField form={form} name="displayName" label={texts.displayName} maxLength={128} />
          <TextField form={form} name="email" type="email" label={texts.email} maxLength={254} />
          <button type="submit">{texts.add}</button>
        </Form>
      </section>
      <UserListForm screen={screen} alias={alias} form={new FormState()} />
    </>
  );
}
