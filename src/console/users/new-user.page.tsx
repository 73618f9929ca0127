import { Form } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { UserFields } from './user-fields';
import { usersPath } from './users-paths';

interface NewUserPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly form: FormState;
}

export function NewUserPage({ screen, alias, form }: NewUserPageProps) {
  const texts = screen.texts.users;
  return (
    <>
      <h1>{texts.makeTitle}</h1>
      <ProblemNotice screen={screen} problem={form.problem} labels={screen.texts.users} />
      <Form screen={screen} action={usersPath(alias, '/new')}>
        <UserFields screen={screen} form={form} nameHint={texts.userNameHint} />
        <div class="actions">
          <button type="submit">{texts.makeButton}</button>
          <a role="button" class="outline secondary" href={usersPath(alias)}>
            {screen.texts.frame.cancel}
          </a>
        </div>
      </Form>
    </>
  );
}
