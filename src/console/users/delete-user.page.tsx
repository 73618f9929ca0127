import { Form } from '../screen/fields';
import type { Screen } from '../screen/screen';
import { userPath } from './users-paths';

interface DeleteUserPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly userName: string;
}

export function DeleteUserPage({ screen, alias, userName }: DeleteUserPageProps) {
  const texts = screen.texts.users;
  return (
    <>
      <h1>{texts.deleteTitle(userName)}</h1>
      <p>{texts.deleteLead}</p>
      <Form screen={screen} action={userPath(alias, userName, '/delete')}>
        <div class="actions">
          <button type="submit" class="danger">
            {texts.deleteButton}
          </button>
          <a role="button" class="outline secondary" href={userPath(alias, userName)}>
            {screen.texts.frame.cancel}
          </a>
        </div>
      </Form>
    </>
  );
}
